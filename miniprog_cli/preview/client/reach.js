// Does to an element of the program what was recorded, or says why that cannot be: `why` with `what`.
import { aim } from "./aim.js";
import { isOfFiles } from "./chosen.js";
import { describe, find, tapped } from "./locate.js";
import { isIn, outermost } from "./tree.js";

// Fields that are set rather than written into.
const SET = ["color", "date", "datetime-local", "month", "range", "time", "week"];
const STILL = 50; // milliseconds
const MIDDLE = [0.5, 0.5];
const CORNERS = [
	[0.25, 0.5],
	[0.75, 0.5],
	[0.5, 0.25],
	[0.5, 0.75],
];

// Gives where in the window an element can be pressed: where `at` says, as parts of its width and
// height, else in its middle, or beside it where that is covered. A page may still be coming in.
// What is to be still is only brought into the window where it is not there.
export async function reach(on, at = null, isStill = false) {
	const found = find(on);
	if (!found) return { why: "missing" };
	if (found.disabled) return { why: "disabled" };
	const element = visible(found);
	if (!element.checkVisibility({ visibilityProperty: true })) return { why: "hidden" };
	const block = isStill ? "nearest" : "center";
	element.scrollIntoView({ block, inline: "nearest", behavior: "instant" });
	const before = boxOf(element, at);
	await new Promise((resolve) => setTimeout(resolve, STILL));
	const box = boxOf(element, at);
	if (!box.width || !box.height) return { why: "hidden" };
	if (box.left !== before.left || box.top !== before.top) return { why: "moving" };
	let answer = null;
	for (const [x, y] of at ? [at] : [MIDDLE, ...CORNERS]) {
		const place = { x: box.left + box.width * x, y: box.top + box.height * y };
		const hit = hitAt(element, place);
		const what = cover(element, found, hit);
		if (!what) {
			aim(element, [...(found.labels ?? [])], hit);
			return inWindow(element, place);
		}
		answer ??= what;
	}
	return answer;
}

// A field that is drawn by its label is pressed there.
function visible(element) {
	const { width, height } = element.getBoundingClientRect();
	const isDrawn = width > 1 && height > 1 && element.checkVisibility({ visibilityProperty: true });
	return isDrawn ? element : (element.labels?.[0] ?? element);
}

// A link that goes over two lines is pressed on its first.
function boxOf(element, at) {
	return (at ? null : element.getClientRects()[0]) ?? element.getBoundingClientRect();
}

// Gives what a press at a place in the window of an element meets.
function hitAt(element, { x, y }) {
	let hit = element.ownerDocument.elementFromPoint(x, y);
	while (hit?.shadowRoot) {
		const inner = hit.shadowRoot.elementFromPoint(x, y);
		if (!inner || inner === hit) break;
		hit = inner;
	}
	return hit;
}

// Tells what lies over an element where it would be pressed; nothing where a press meets it.
function cover(element, found, hit) {
	// where one view of the document gives way to another, over both lie their pictures
	if (hit === element.ownerDocument.documentElement && element !== hit) return { why: "moving" };
	if (!hit) return { why: "hidden" };
	const labels = [...(found.labels ?? [])];
	const isMet = isIn(hit, element) || isIn(element, hit) || labels.some((each) => isIn(hit, each));
	return isMet ? null : { why: "covered", what: describe(tapped(hit)) };
}

// Gives a place as the outermost window has it.
function inWindow(element, { x, y }) {
	let window = element.ownerDocument.defaultView;
	const place = { x, y };
	while (window !== outermost) {
		const frame = window.frameElement;
		frame.scrollIntoView({ block: "nearest", behavior: "instant" });
		const { left, top } = frame.getBoundingClientRect();
		place.x += left + frame.clientLeft;
		place.y += top + frame.clientTop;
		window = window.parent;
	}
	return place;
}

// Makes ready to write into a field; chooses at once where there is nothing to write.
export function fill(on, value) {
	const element = find(on);
	if (!element) return { why: "missing" };
	if (element.disabled || element.readOnly) return { why: "disabled" };
	element.focus();
	if (element.tagName === "SELECT") return choose(element, [value].flat());
	if (SET.includes(element.type)) {
		put(element, value);
		tell(element);
		return { done: "chosen" };
	}
	if (element.select) element.select();
	else element.ownerDocument.getSelection().selectAllChildren(element);
	return { done: "focused" };
}

// Tells whether a field takes so many files.
export function takes(on, count) {
	const element = find(on);
	if (!element) return { why: "missing" };
	if (!isOfFiles(element)) return { why: "kind" };
	if (element.disabled) return { why: "disabled" };
	return count > 1 && !element.multiple ? { why: "single" } : { done: "taken" };
}

// Chooses options by their values, or by their words.
function choose(element, values) {
	const options = [...element.options];
	const named = values.map((each) =>
		options.find((one) => one.value === each || one.text.trim() === each),
	);
	const lacking = values.filter((_, at) => !named[at]);
	if (lacking.length > 0)
		return { why: "lacking", what: lacking, there: options.map((one) => one.value) };
	if (element.multiple) for (const one of options) one.selected = named.includes(one);
	else put(element, named[0]?.value ?? "");
	tell(element);
	return { done: "chosen" };
}

// Sets a field as a person does: libraries that watch `value` must not take it for a script's doing.
function put(element, value) {
	const own = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(element), "value");
	own.set.call(element, value);
}

// Says that a field was changed, as leaving it does.
export function leave(on) {
	const element = find(on);
	if (element) tell(element);
	return true;
}

function tell(element) {
	element.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
	element.dispatchEvent(new Event("change", { bubbles: true }));
}

// Gives the focus to an element, for a key to be pressed there.
export function focus(on) {
	const element = find(on);
	if (!element) return { why: "missing" };
	let active = outermost.document.activeElement;
	while (active && active !== element && active.shadowRoot?.activeElement)
		active = active.shadowRoot.activeElement;
	if (active !== element) element.focus();
	return { done: "focused" };
}

// Scrolls an element, or the page, to a place in pixels or to its end.
export function scroll(on, to) {
	const element = on ? find(on) : outermost.document.scrollingElement;
	if (!element) return { why: "missing" };
	const [left, top] = to === "end" ? [element.scrollLeft, element.scrollHeight] : to;
	element.scrollTo({ left, top, behavior: "instant" });
	return { done: "scrolled" };
}
