/** The start: all decks, as dividers in a drawer of index cards. */

import { el } from "../dom.js";
import { address } from "../route.js";
import { bestScore } from "../run.js";
import { text } from "../text.js";

export function homeView(decks, name) {
  const about = document.querySelector("meta[name=description]").getAttribute("content");
  const node = el(
    "section",
    { class: "home" },
    el(
      "header",
      { class: "masthead" },
      el("h1", { tabindex: -1 }, name),
      about && el("p", {}, about),
    ),
    el("ul", { class: "drawer", id: "decks" }, decks.map(divider)),
  );
  return { name: "home", title: name, node };
}

function divider(deck, index) {
  const best = bestScore(deck);
  return el(
    "li",
    {
      class: "divider",
      "data-deck": deck.id,
      "data-tint": index % 5,
      vars: { "--place": index % 3 },
    },
    el("span", { class: "tab" }, text.cards(deck.cards.length)),
    el(
      "div",
      { class: "sheet" },
      el("h2", {}, el("a", { href: address({ item: deck.id }) }, deck.title)),
      deck.about && el("p", {}, deck.about),
      el("p", { class: "meta" }, best ? text.best(best.right, best.total) : text.notPlayed),
    ),
  );
}
