/** Friendly words when there is nothing to show. */

import { el } from "../dom.js";
import { address } from "../route.js";
import { text } from "../text.js";

const SHOWN = 5;

/** data.json needs a look: says where. */
export function brokenView(reasons) {
  const lines = reasons.slice(0, SHOWN).map((reason) => el("li", {}, reason));
  const rest = reasons.length - SHOWN;
  if (rest > 0) lines.push(el("li", {}, text.more(rest)));
  const node = el(
    "section",
    { class: "notice", id: "broken" },
    el("h1", { tabindex: -1 }, text.brokenTitle),
    el("p", {}, text.brokenLine),
    el("ul", {}, lines),
  );
  return { name: "broken", title: text.brokenTitle, node };
}

/** The address names nothing that exists. */
export function goneView() {
  const node = el(
    "section",
    { class: "notice", id: "gone" },
    el("h1", { tabindex: -1 }, text.goneTitle),
    el("p", {}, text.goneLine),
    el("a", { class: "button primary", href: address() }, text.allPolls),
  );
  return { name: "gone", title: text.goneTitle, node };
}
