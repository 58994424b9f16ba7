/** Where everything comes together: load the decks, then show what the address names. */

import { BrokenData, find, loadDecks } from "./data.js";
import { start } from "./route.js";
import { showShared } from "./share.js";
import { cardView } from "./views/card.js";
import { deckView } from "./views/deck.js";
import { homeView } from "./views/home.js";
import { brokenView, goneView } from "./views/notice.js";
import { questionView } from "./views/question.js";
import { scoreView } from "./views/score.js";

const main = document.getElementById("main");
const NAME = document.title;

function viewFor(decks, params) {
  const id = params.get("item");
  const mode = params.get("mode");
  if (!id) return homeView(decks, NAME);
  const { deck, card } = find(decks, id);
  if (!deck) return goneView();
  if (card) return mode === "quiz" ? questionView(deck, card) : cardView(deck, card);
  return mode === "score" ? scoreView(deck) : deckView(deck);
}

function display(view, moved) {
  document.title = view.title === NAME ? NAME : `${view.title} · ${NAME}`;
  main.replaceChildren(view.node);
  main.dataset.view = view.name;
  showShared({ title: document.title, url: location.href });
  document.onkeydown = view.onkeydown ?? null;
  // A new view is read out from its heading; on the first load the browser does that.
  if (moved) (view.focus ?? main.querySelector("h1")).focus({ preventScroll: true });
}

async function run() {
  try {
    const decks = await loadDecks("data.json");
    start((params, moved) => display(viewFor(decks, params), moved));
  } catch (error) {
    const reasons = error instanceof BrokenData ? error.reasons : [String(error)];
    display(brokenView(reasons), false);
  }
}

run();
