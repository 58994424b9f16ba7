/** One poll: vote by pressing an option, then watch the bars. */

import { closing, isClosed } from "../data.js";
import { announce, el, icon } from "../dom.js";
import { feel } from "../feel.js";
import { address, fullAddress } from "../route.js";
import { share } from "../share.js";
import { text } from "../text.js";
import { cast, myVote, tally } from "../votes.js";

export function pollView(poll, index) {
  let peeking = false;
  const vote = (id) => {
    if (isClosed(poll)) return;
    feel("light");
    cast(poll, id); // which refreshes this view, too
    const mine = tally(poll).options.find((option) => option.isMine);
    announce(mine ? text.counted(mine.label, mine.share) : text.takenBack);
  };
  const peek = () => {
    peeking = true;
    refresh();
    node.querySelector("h1").focus({ preventScroll: true }); // the pressed button is gone
  };
  const takeBack = () => {
    vote(null);
    node.querySelector(".option").focus();
  };
  const node = build(poll, index, { vote, peek, takeBack });
  const refresh = () => fill(node, poll, peeking);
  refresh();
  return { name: "poll", title: poll.question, node, refresh };
}

function build(poll, index, { vote, peek, takeBack }) {
  const send = () => share({ title: poll.question, url: fullAddress({ item: poll.id }) });
  return el(
    "article",
    { class: "poll", id: "poll", "data-poll": poll.id, "data-ink": index % 4 },
    el(
      "nav",
      { class: "top" },
      el("a", { class: "up", href: address() }, icon("left"), el("span", {}, text.allPolls)),
    ),
    el(
      "header",
      {},
      el("p", { class: "state", id: "state" }),
      el("h1", { tabindex: -1 }, poll.question),
      poll.about && el("p", { class: "about" }, poll.about),
    ),
    el(
      "ul",
      { class: "options", id: "options", "aria-label": text.options },
      poll.options.map((option) => row(option, vote)),
    ),
    el(
      "footer",
      {},
      el("p", { class: "hint", id: "hint" }),
      el(
        "button",
        { type: "button", class: "button", id: "share", onclick: send },
        icon("share"),
        text.sharePoll,
      ),
      el("button", { type: "button", class: "link", id: "peek", onclick: peek }, text.peek),
      el(
        "button",
        { type: "button", class: "link", id: "take-back", onclick: takeBack },
        text.takeBack,
      ),
    ),
  );
}

function row(option, vote) {
  const button = el(
    "button",
    { type: "button", class: "option", "data-option": option.id, onclick: () => vote(option.id) },
    el("span", { class: "bar", "aria-hidden": "true" }),
    el("span", { class: "disc", "aria-hidden": "true" }, icon("check")),
    el("span", { class: "label" }, option.label, " ", el("span", { class: "extra" })),
    el("span", { class: "tally" }, el("b"), el("span", { class: "count" })),
  );
  return el("li", {}, button);
}

/** Write the present numbers into the page that `build` made; what moves is only the bars. */
function fill(node, poll, peeking) {
  const { options, total, lead } = tally(poll);
  const closed = isClosed(poll);
  const voted = myVote(poll) !== null;
  const revealed = closed || voted || peeking;
  node.dataset.state = closed ? "closed" : voted ? "voted" : "open";
  node.dataset.revealed = String(revealed);
  node.querySelector("#state").textContent = `${when(poll, closed)} · ${text.votes(total)}`;
  node.querySelector("#hint").textContent = hint({ closed, voted, peeking });
  node.querySelector("#peek").hidden = revealed;
  node.querySelector("#take-back").hidden = closed || !voted;
  for (const option of options)
    fillRow(node.querySelector(`[data-option="${CSS.escape(option.id)}"]`), option, {
      closed,
      revealed,
      lead,
    });
}

function fillRow(button, option, { closed, revealed, lead }) {
  const isLead = revealed && lead?.id === option.id;
  button.toggleAttribute("data-lead", isLead);
  button.toggleAttribute("data-mine", option.isMine);
  button.setAttribute("aria-pressed", String(option.isMine));
  if (closed) button.setAttribute("aria-disabled", "true");
  button.style.setProperty("--share", revealed ? String(option.share) : "0");
  button.querySelector("b").textContent = revealed ? text.percent(option.share) : "";
  button.querySelector(".count").textContent = revealed ? text.votes(option.votes) : "";
  const extra = [closed && isLead && text.winner, option.isMine && text.yourVote].filter(Boolean);
  button.querySelector(".extra").textContent = extra.join(", ");
}

function when(poll, closed) {
  const date = closing(poll);
  if (!date) return text.open;
  return closed ? text.closedOn(date) : text.openUntil(date);
}

function hint({ closed, voted, peeking }) {
  if (closed) return text.voteIsOver;
  if (voted) return text.changeable;
  return peeking ? text.watching : text.chooseOne;
}
