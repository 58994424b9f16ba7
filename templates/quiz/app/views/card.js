/** A flash card: tap or press it to turn it over, swipe or use the arrows for the next. */

import { announce, el, icon } from "../dom.js";
import { address, go } from "../route.js";
import { startRun } from "../run.js";
import { text } from "../text.js";
import { ticks, topRow } from "./parts.js";

// Far enough that a tap with an unsteady finger stays a tap.
const SWIPE = 48;

export function cardView(deck, card) {
  const place = deck.cards.indexOf(card);
  const where = text.cardOf(place + 1, deck.cards.length);
  const paper = flashCard(card, where);
  const stateOf = (id) => (id === card.id ? "now" : "");
  const node = el(
    "article",
    { class: "study", id: "card", "data-card": card.id },
    topRow({ to: { item: deck.id }, label: deck.title, item: card.id, title: card.front }),
    el("h1", { class: "hidden", tabindex: -1 }, `${card.front}. ${where}`),
    ticks(deck.cards.map((each) => each.id), stateOf, where),
    paper,
    controls(deck, place, paper),
    el("button", { type: "button", class: "link", id: "quiz-me", onclick: () => quizMe(deck, card) }, text.quizMe),
  );
  swipe(paper, deck, place);
  const onkeydown = (event) => turnPage(event, deck, place);
  return { name: "card", title: card.front, node, focus: paper, onkeydown };
}

function flashCard(card, where) {
  const front = el(
    "span",
    { class: "face front" },
    el("span", { class: "corner" }, where),
    el("span", { class: "word" }, card.front),
    el("span", { class: "note" }, text.tapToFlip),
  );
  const back = el(
    "span",
    { class: "face back", "aria-hidden": "true" },
    el("span", { class: "corner" }, card.front),
    el("span", { class: "word" }, card.back),
    el("span", { class: "note" }, card.note ?? ""),
  );
  const turn = el("span", { class: "turn" }, front, back);
  const paper = el("button", { type: "button", class: "paper", id: "paper", "data-side": "front" }, turn);
  paper.addEventListener("click", () => flip(paper, card));
  return paper;
}

function flip(paper, card) {
  if (paper.dataset.dragged) return; // the end of a swipe is no tap
  const toBack = paper.dataset.side === "front";
  paper.dataset.side = toBack ? "back" : "front";
  // Only the face one can see may be read out.
  paper.querySelector(".front").setAttribute("aria-hidden", String(toBack));
  paper.querySelector(".back").setAttribute("aria-hidden", String(!toBack));
  const note = card.note ? ` ${card.note}` : "";
  announce(toBack ? text.backShown(`${card.back}.${note}`) : text.frontShown(card.front));
}

function controls(deck, place, paper) {
  return el(
    "div",
    { class: "controls" },
    step(deck.cards[place - 1], "previous", text.previousCard, "left"),
    el("button", { type: "button", class: "button primary", id: "flip", onclick: () => paper.click() }, icon("flip"), text.flip),
    step(deck.cards[place + 1], "next", text.nextCard, "right"),
  );
}

function step(card, id, label, picture) {
  // A gap keeps the others in place at either end of the deck.
  if (!card) return el("span", { class: "round empty" });
  return el("a", { class: "round", id, href: address({ item: card.id }), "aria-label": label }, icon(picture));
}

function quizMe(deck, card) {
  startRun(deck, { first: card.id });
  go({ item: card.id, mode: "quiz" });
}

function turnPage(event, deck, place) {
  const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  const card = deck.cards[place + by];
  if (!card || event.altKey || event.metaKey || event.ctrlKey) return; // Alt+Left is the browser's Back
  event.preventDefault();
  go({ item: card.id });
}

function swipe(paper, deck, place) {
  let from = null;
  const settle = () => {
    from = null;
    paper.style.removeProperty("--drag");
    setTimeout(() => delete paper.dataset.dragged); // after the click that follows
  };
  paper.addEventListener("pointerdown", (event) => {
    from = event.clientX;
  });
  paper.addEventListener("pointermove", (event) => {
    if (from === null || Math.abs(event.clientX - from) < 10) return;
    paper.dataset.dragged = "true";
    paper.style.setProperty("--drag", `${event.clientX - from}px`);
  });
  paper.addEventListener("pointerup", (event) => {
    const moved = from === null ? 0 : event.clientX - from;
    settle();
    const card = deck.cards[place - Math.sign(moved)];
    if (Math.abs(moved) > SWIPE && card) go({ item: card.id });
  });
  for (const end of ["pointercancel", "pointerleave"]) paper.addEventListener(end, settle);
}
