/** Parts that several views share. */

import { el, icon } from "../dom.js";
import { address, fullAddress } from "../route.js";
import { share } from "../share.js";
import { text } from "../text.js";

/** The row on top: back to where this belongs, and a button that shares this view. */
export function topRow({ to, label, item = "", title = "" }) {
  const send = () => share({ title, url: fullAddress({ item }) });
  return el(
    "nav",
    { class: "top" },
    el("a", { class: "up", href: address(to) }, icon("left"), el("span", {}, label)),
    item &&
      el(
        "button",
        { type: "button", class: "round", id: "share", "aria-label": text.share, onclick: send },
        icon("share"),
      ),
  );
}

/** One tick a card; `stateOf(id)` is "right", "wrong", "now", "seen" or "". */
export function ticks(ids, stateOf, label) {
  const marks = ids.map((id) => el("span", { "data-state": stateOf(id) }));
  return el(
    "div",
    { class: "ticks", role: "img", "aria-label": label, vars: { "--count": ids.length } },
    marks,
  );
}
