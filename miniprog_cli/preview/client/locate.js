// Names an element of the program as a person would, and finds it again: by test id, by role and name,
// by id, by text. Looks into open shadow roots, as people do.

const ROLES = {
	A: "link",
	BUTTON: "button",
	SELECT: "combobox",
	SUMMARY: "button",
	TEXTAREA: "textbox",
};
const INPUTS = {
	button: "button",
	checkbox: "checkbox",
	number: "spinbutton",
	radio: "radio",
	range: "slider",
	search: "searchbox",
	submit: "button",
};
// Fields that are set rather than written into.
const SET = ["color", "date", "datetime-local", "month", "range", "time", "week"];
const MAX_NAME = 80;
const MOST_ALIKE = 8;
const STILL = 50; // milliseconds
export const TAPPED = "a, button, input, label, summary, [role], [onclick], [data-testid]";

// Gives the shortest description that finds the element, with its number among those it fits.
export function describe(element) {
	for (const on of candidates(element)) {
		const found = matches(on);
		const nth = found.indexOf(element);
		if (nth >= 0) {
			return found.length === 1 ? on : { ...on, nth };
		}
	}
	return null;
}

export function find(on) {
	return matches(on)[on.nth ?? 0] ?? null;
}

// Gives what else there is of the kind, for a person to choose from.
export function alike({ role, tag = "" }) {
	const shown = [...all(document)].filter(
		(each) =>
			each.checkVisibility() && (role ? roleOf(each) === role : each.matches(tag || TAPPED)),
	);
	return shown.slice(0, MOST_ALIKE).map(describe).filter(Boolean);
}

function* candidates(element) {
	const test = element.getAttribute("data-testid");
	if (test) yield { test };
	const role = roleOf(element);
	const name = nameOf(element);
	if (role && name) yield { role, name };
	if (element.id) yield { id: element.id };
	if (name) yield { text: name };
	yield { tag: element.tagName.toLowerCase() };
}

function matches(on) {
	return [...all(document)].filter((each) => fits(each, on));
}

function fits(element, { test, role, name, id, text, tag }) {
	if (test) return element.getAttribute("data-testid") === test;
	if (role) return roleOf(element) === role && nameOf(element) === name;
	if (id) return element.id === id;
	if (text) return nameOf(element) === text;
	return element.tagName.toLowerCase() === tag;
}

function* all(root) {
	for (const element of root.querySelectorAll("*")) {
		yield element;
		if (element.shadowRoot) yield* all(element.shadowRoot);
	}
}

function roleOf(element) {
	const given = element.getAttribute("role");
	if (given) return given;
	if (element.tagName === "INPUT") return INPUTS[element.type] ?? "textbox";
	return element.tagName === "A" && !element.hasAttribute("href") ? null : ROLES[element.tagName];
}

function nameOf(element) {
	const label = element.getAttribute("aria-label") ?? wordsOf(element.labels?.[0]);
	const isField = /^(INPUT|SELECT|TEXTAREA)$/.test(element.tagName);
	const own = isField
		? (element.placeholder ?? element.name)
		: element.textContent || element.getAttribute("alt");
	return (label || own || "").replace(/\s+/g, " ").trim().slice(0, MAX_NAME);
}

// The words of a label, without those of the field that it is around.
function wordsOf(label) {
	if (!label) return null;
	const isOwn = (node) =>
		node.parentElement.closest("select, textarea, output, button")
			? NodeFilter.FILTER_REJECT
			: NodeFilter.FILTER_ACCEPT;
	const walker = document.createTreeWalker(label, NodeFilter.SHOW_TEXT, isOwn);
	let words = "";
	while (walker.nextNode()) words += walker.currentNode.nodeValue;
	return words;
}

// What the page shows, line by line.
export function texts() {
	// biome-ignore lint/performance/useDomNodeTextContent: what is hidden is not shown
	const lines = document.body?.innerText.split("\n") ?? [];
	return [...new Set(lines.map((line) => line.trim()).filter(Boolean))];
}

// Gives the middle of an element in the window, or null while nothing of it can be pressed, or while
// it moves, as pages do that come in.
export async function reach(on) {
	const element = find(on);
	if (!element || element.disabled) return null;
	element.scrollIntoView({ block: "center", behavior: "instant" });
	const before = element.getBoundingClientRect();
	await new Promise((resolve) => setTimeout(resolve, STILL));
	const { left, top, width, height } = element.getBoundingClientRect();
	const place = { x: left + width / 2, y: top + height / 2 };
	const isStill = left === before.left && top === before.top && !isChanging(place);
	return width && height && isStill ? place : null;
}

// Tells whether one view of the document gives way to another there: over both lie their pictures.
function isChanging({ x, y }) {
	return document.elementFromPoint(x, y) === document.documentElement;
}

// Makes ready to write into a field; chooses at once where there is nothing to write.
export function fill(on, value) {
	const element = find(on);
	if (!element) return null;
	element.focus();
	if (element.tagName === "SELECT" || SET.includes(element.type)) {
		put(element, value);
		tell(element);
		return "chosen";
	}
	if (element.select) element.select();
	else getSelection().selectAllChildren(element);
	return "focused";
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
	element.dispatchEvent(new Event("input", { bubbles: true }));
	element.dispatchEvent(new Event("change", { bubbles: true }));
}
