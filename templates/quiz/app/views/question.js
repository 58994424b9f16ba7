/** One question: choose, see at once whether it was right, go on. */

import { questionFor } from "../data.js";
import { announce, el, icon } from "../dom.js";
import { feel } from "../feel.js";
import { go } from "../route.js";
import { answer, noteScore, runWith, score, startRun } from "../run.js";
import { text } from "../text.js";
import { ticks, topRow } from "./parts.js";

const LETTERS = "ABCDEFGH";

export function questionView(deck, card) {
  // A shared link to a question begins a run with that question.
  const run = runWith(deck, card) ?? startRun(deck, { first: card.id });
  const question = questionFor(deck, card);
  const node = el(
    "article",
    { class: "question", id: "question", "data-card": card.id },
    topRow({ to: { item: deck.id }, label: deck.title }),
    el("div", { class: "progress" }),
    el("h1", { tabindex: -1 }, question),
    el("div", { class: "answers", id: "answers", role: "group", "aria-label": question }),
    el("div", { class: "feedback", id: "feedback" }),
  );
  draw(node, { deck, card, run });
  return { name: "question", title: question, node };
}

function draw(node, state) {
  const { deck, card, run } = state;
  const choose = (words) => {
    if (card.id in run.answers) return;
    answer(run, card.id, words);
    noteScore(deck, run);
    mark(node, state);
    goOn(node, state);
  };
  const buttons = run.offered[card.id].map((words, index) => choice(words, index, choose));
  node.querySelector(".answers").replaceChildren(...buttons);
  mark(node, state);
}

// The person just answered: say it, and put them on the button that goes on.
function goOn(node, { card, run }) {
  const isRight = run.answers[card.id] === card.back;
  announce(isRight ? text.right : `${text.wrong} ${text.answerIs(card.back)}`);
  feel(isRight ? "success" : "error");
  const next = node.querySelector("#next");
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

function choice(words, index, choose) {
  return el(
    "button",
    { type: "button", class: "choice", "data-answer": words, onclick: () => choose(words) },
    el("span", { class: "letter", "aria-hidden": "true" }, LETTERS[index]),
    el("span", { class: "words" }, words),
    el("span", { class: "mark" }),
  );
}

/** Bring ticks, answers and feedback up to what was answered. */
function mark(node, { deck, card, run }) {
  const { answered, total, right, wrong } = score(deck, run);
  const stateOf = (id) =>
    id in run.answers ? (wrong.includes(id) ? "wrong" : "right") : id === card.id ? "now" : "";
  const place = text.questionOf(run.order.indexOf(card.id) + 1, total);
  const label = `${place}. ${text.progress(answered, total, right)}`;
  node
    .querySelector(".progress")
    .replaceChildren(ticks(run.order, stateOf, label), el("p", { class: "meta" }, place));
  if (!(card.id in run.answers)) return;
  for (const button of node.querySelectorAll(".choice")) judge(button, card, run.answers[card.id]);
  node.querySelector(".feedback").replaceChildren(...feedback(deck, card, run));
}

function judge(button, card, chosen) {
  const words = button.dataset.answer;
  // Not `disabled`: that would drop the focus and hide the answers from screen readers.
  button.setAttribute("aria-disabled", "true");
  button.dataset.state = words === card.back ? "right" : words === chosen ? "wrong" : "other";
  if (button.dataset.state === "other") return;
  const said = words === chosen ? [text.yourAnswer] : [];
  if (words === card.back) said.push(text.rightAnswer);
  const picture = icon(words === card.back ? "check" : "cross");
  button
    .querySelector(".mark")
    .replaceChildren(picture, el("span", { class: "hidden" }, `(${said.join(", ")})`));
}

function feedback(deck, card, run) {
  const isRight = run.answers[card.id] === card.back;
  const left = run.order.filter((id) => !(id in run.answers));
  const on = () =>
    left.length > 0 ? go({ item: left[0], mode: "quiz" }) : go({ item: deck.id, mode: "score" });
  const verdict = isRight ? text.right : `${text.wrong} ${text.answerIs(card.back)}`;
  return [
    el(
      "p",
      { class: "verdict", "data-right": String(isRight) },
      el("strong", {}, verdict),
      card.note ?? "",
    ),
    el(
      "button",
      { type: "button", class: "button primary", id: "next", onclick: on },
      left.length > 0 ? text.next : text.seeScore,
      icon("right"),
    ),
  ];
}
