// Keeps a press that is on its way from meeting what has come to its place since: pages move while
// they come in, and what a person sees move, a player would miss without a word.
import { isIn, outermost } from "./tree.js";

const KINDS = ["pointerdown", "mousedown", "pointerup", "mouseup", "click", "dblclick"];

/** @type {{ meets: (hit: Element) => boolean, isMissed: boolean | null } | null} */
let aimed = null;
const heard = new WeakSet();

// Takes what the next press is for: `seen` is what is at its place now, as a gap in it may be.
export function aim(element, labels, seen) {
	const meets = (hit) =>
		hit === seen || isIn(hit, element) || labels.some((label) => isIn(hit, label));
	aimed = { meets, isMissed: null };
	hear(outermost);
	hear(element.ownerDocument.defaultView);
}

// Tells whether the press met something else, which then has not heard of it.
export function missed() {
	const isMissed = aimed?.isMissed === true;
	aimed = null;
	return isMissed;
}

function hear(window) {
	if (heard.has(window)) return;
	heard.add(window);
	for (const kind of KINDS) window.addEventListener(kind, judge, true);
}

function judge(event) {
	if (!aimed || !event.isTrusted) return;
	if (event.type === "pointerdown") aimed.isMissed ??= !aimed.meets(event.composedPath()[0]);
	if (!aimed.isMissed) return;
	event.preventDefault();
	event.stopImmediatePropagation();
}
