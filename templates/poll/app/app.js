/** Where everything comes together: load the polls, show what the address names, keep it live. */

import { BrokenData, closing, loadPolls } from "./data.js";
import { start } from "./route.js";
import { showShared } from "./share.js";
import { homeView } from "./views/home.js";
import { brokenView, goneView } from "./views/notice.js";
import { pollView } from "./views/poll.js";
import { onVotes } from "./votes.js";

const main = document.getElementById("main");
const NAME = document.title;

// setTimeout cannot wait longer than this many milliseconds (about 25 days).
const LONGEST_WAIT = 2 ** 31 - 1;

let shown = null;

function viewFor(polls, params) {
  const id = params.get("item");
  if (!id) return homeView(polls, NAME);
  const index = polls.findIndex((poll) => poll.id === id);
  return index < 0 ? goneView() : pollView(polls[index], index);
}

function display(view, moved) {
  shown = view;
  document.title = view.title === NAME ? NAME : `${view.title} · ${NAME}`;
  main.replaceChildren(view.node);
  main.dataset.view = view.name;
  showShared({ title: document.title, url: location.href });
  // A new view is read out from its heading; on the first load the browser does that.
  if (moved) main.querySelector("h1").focus({ preventScroll: true });
}

/** Bring the page up to date in place: nothing moves, the focus stays. */
const refresh = () => shown?.refresh?.();

/** A poll that closes while somebody looks at it closes before their eyes. */
function watchClosing(polls) {
  const waits = polls.map((poll) => (closing(poll)?.getTime() ?? Infinity) - Date.now());
  const next = Math.min(...waits.filter((wait) => wait > 0));
  if (next === Infinity) return;
  const later = () => {
    refresh();
    watchClosing(polls);
  };
  setTimeout(later, Math.min(next + 1, LONGEST_WAIT));
}

async function run() {
  try {
    const polls = await loadPolls("data.json");
    start((params, moved) => display(viewFor(polls, params), moved));
    onVotes(refresh);
    watchClosing(polls);
  } catch (error) {
    const reasons = error instanceof BrokenData ? error.reasons : [String(error)];
    display(brokenView(reasons), false);
  }
}

run();
