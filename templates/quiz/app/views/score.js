/** The end of a run: the score, what was missed, and once more. */

import { el, icon, svg } from "../dom.js";
import { address, fullAddress, go } from "../route.js";
import { bestScore, currentRun, score, startRun } from "../run.js";
import { share } from "../share.js";
import { text } from "../text.js";
import { deckView } from "./deck.js";
import { topRow } from "./parts.js";

export function scoreView(deck) {
  const run = currentRun(deck);
  const result = run && score(deck, run);
  // A link to a score that was made on another device, or is not finished: show the deck.
  if (!run || result.answered < result.total) return deckView(deck);
  const node = el(
    "article",
    { class: "score", id: "score", "data-right": result.right, "data-total": result.total, "data-missed": result.wrong.length },
    topRow({ to: { item: deck.id }, label: deck.title }),
    el("div", { class: "lead" }, summary(deck, run, result), actions(deck, result)),
    result.wrong.length > 0 && missed(deck, result.wrong),
  );
  return { name: "score", title: text.scoreTitle(deck.title), node };
}

function summary(deck, run, result) {
  const best = bestScore(deck);
  return el(
    "header",
    {},
    el("div", { class: "dial" }, ring(run.order.map((id) => !result.wrong.includes(id))), number(result)),
    el("h1", { tabindex: -1 }, text.verdict(result.right / result.total), el("span", { class: "hidden" }, ` ${text.scoreLine(result.right, result.total)}`)),
    run.isBest ? el("p", { class: "stamp", id: "new-best" }, text.newBest) : best && el("p", { class: "meta", id: "best" }, text.best(best.right, best.total)),
  );
}

// The heading says the same in words.
function number({ right, total }) {
  return el("p", { class: "number", "aria-hidden": "true" }, el("b", {}, right), el("span", {}, `/ ${total}`));
}

/** One arc a question, drawn one after the other. */
function ring(marks) {
  const arcs = marks.map((isRight, index) => {
    const circle = svg("circle", { cx: 60, cy: 60, r: 52, pathLength: marks.length, class: isRight ? "right" : "wrong" });
    circle.style.setProperty("--at", String(index));
    return circle;
  });
  const gap = marks.length > 1 ? 0.16 : 0;
  const drawing = svg("svg", { viewBox: "0 0 120 120", class: "ring", "aria-hidden": "true" }, ...arcs);
  drawing.style.setProperty("--arc", String(1 - gap));
  drawing.style.setProperty("--count", String(marks.length));
  return drawing;
}

function actions(deck, result) {
  const play = (options) => go({ item: startRun(deck, options).order[0], mode: "quiz" });
  const words = text.scoreToShare(result.right, result.total, deck.title);
  const send = () => share({ title: deck.title, words, url: fullAddress({ item: deck.id }) });
  const retry = el("button", { type: "button", class: "button primary", id: "retry", onclick: () => play({ only: result.wrong }) }, text.retry(result.wrong.length));
  const isPerfect = result.wrong.length === 0;
  return el(
    "div",
    { class: "actions" },
    !isPerfect && retry,
    el("button", { type: "button", class: isPerfect ? "button primary" : "button", id: "share-score", onclick: send }, icon("share"), text.shareScore),
    el("button", { type: "button", class: "button", id: "again", onclick: () => play() }, text.again),
  );
}

function missed(deck, ids) {
  const cards = deck.cards.filter((card) => ids.includes(card.id));
  const row = (card) => el("li", {}, el("a", { href: address({ item: card.id }) }, el("span", {}, card.front), el("b", {}, card.back), icon("right")));
  return el("section", { "aria-labelledby": "missed" }, el("h2", { id: "missed" }, text.missed), el("ol", { class: "rows" }, cards.map(row)));
}
