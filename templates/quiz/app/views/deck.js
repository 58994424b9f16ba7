/** One deck: learn it, play it, or look a card up. */

import { el, icon } from "../dom.js";
import { address, go } from "../route.js";
import { bestScore, startRun } from "../run.js";
import { text } from "../text.js";
import { topRow } from "./parts.js";

export function deckView(deck) {
  const node = el(
    "article",
    { class: "deck", id: "deck", "data-deck": deck.id },
    topRow({ to: {}, label: text.allDecks, item: deck.id, title: deck.title }),
    el("div", { class: "lead" }, intro(deck), actions(deck)),
    el(
      "section",
      { "aria-labelledby": "contents" },
      el("h2", { id: "contents" }, text.inThisDeck),
      el("ol", { class: "rows", id: "cards" }, deck.cards.map(row)),
    ),
  );
  return { name: "deck", title: deck.title, node };
}

function intro(deck) {
  const best = bestScore(deck);
  const line = [text.cards(deck.cards.length), best && text.best(best.right, best.total)];
  return el(
    "header",
    {},
    el("h1", { tabindex: -1 }, deck.title),
    deck.about && el("p", {}, deck.about),
    el("p", { class: "meta", id: "best" }, line.filter(Boolean).join(" · ")),
  );
}

function actions(deck) {
  const play = () => go({ item: startRun(deck).order[0], mode: "quiz" });
  return el(
    "div",
    { class: "actions" },
    el("button", { type: "button", class: "button primary", id: "take-quiz", onclick: play }, text.takeQuiz),
    el("a", { class: "button", id: "flip-cards", href: address({ item: deck.cards[0].id }) }, text.flipCards),
  );
}

function row(card) {
  return el("li", {}, el("a", { href: address({ item: card.id }) }, el("span", {}, card.front), icon("right")));
}
