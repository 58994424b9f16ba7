/** The start: every poll as a poster. */

import { isClosed } from "../data.js";
import { el, icon } from "../dom.js";
import { address } from "../route.js";
import { text } from "../text.js";
import { myVote, tally } from "../votes.js";

export function homeView(polls, name) {
  const about = document.querySelector("meta[name=description]").getAttribute("content");
  const list = el("ul", { class: "posters", id: "polls" }, polls.map(poster));
  const node = el(
    "section",
    { class: "home" },
    el(
      "header",
      { class: "masthead" },
      el("h1", { tabindex: -1 }, name),
      about && el("p", {}, about),
    ),
    list,
  );
  const refresh = () => {
    for (const [index, poll] of polls.entries()) fill(list.children[index], poll);
  };
  refresh();
  return { name: "home", title: name, node, refresh };
}

function poster(poll, index) {
  return el(
    "li",
    { class: "poster", "data-poll": poll.id, "data-ink": index % 4 },
    el("p", { class: "state" }),
    el("h2", {}, el("a", { href: address({ item: poll.id }) }, poll.question)),
    el(
      "div",
      { class: "spark", "aria-hidden": "true" },
      poll.options.map(() => el("i")),
    ),
    el("p", { class: "outcome" }, el("span"), icon("right")),
  );
}

function fill(node, poll) {
  const { options, total, lead } = tally(poll);
  const closed = isClosed(poll);
  const voted = myVote(poll) !== null;
  node.dataset.state = closed ? "closed" : voted ? "voted" : "open";
  node.querySelector(".state").textContent = `${text[node.dataset.state]} · ${text.votes(total)}`;
  // Who has not voted yet shall not be swayed: all bars are equal until then.
  const bars = node.querySelectorAll(".spark i");
  const shares = options.map((option) => (closed || voted ? option.share : 100 / options.length));
  for (const [index, bar] of bars.entries()) {
    bar.style.setProperty("--share", String(shares[index]));
    bar.toggleAttribute("data-lead", options[index] === lead);
  }
  node.querySelector(".outcome span").textContent = outcome({ closed, voted, lead });
}

function outcome({ closed, voted, lead }) {
  if (!closed && !voted) return text.vote;
  if (!lead) return closed ? text.tied : text.tie;
  return closed ? text.won(lead.label, lead.share) : text.leads(lead.label, lead.share);
}
