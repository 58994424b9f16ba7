// Names an element of the program as a person would, and finds it again: by test id, by role and name,
// by id, by text.
import { all, isShown } from "./tree.js";

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
	file: "button",
	image: "button",
	number: "spinbutton",
	radio: "radio",
	range: "slider",
	reset: "button",
	search: "searchbox",
	submit: "button",
};
const PRESSED = ["button", "image", "reset", "submit"];
const MAX_NAME = 80;
const MOST_ALIKE = 8;
const CONTROLS =
	"a, button, input, label, summary, [onclick], [role=button], [role=checkbox], [role=link], " +
	"[role^=menuitem], [role=option], [role=radio], [role=switch], [role=tab], [role=treeitem]";

// Gives what a tap is meant for: the control around what was hit, or what the author named.
export function tapped(hit) {
	const control = hit.closest(CONTROLS);
	if (control) return control;
	const named = hit.closest("[data-testid]");
	// a region with things to tap in it is named for other reasons
	return named && !named.querySelector(CONTROLS) ? named : hit;
}

export const isControl = (element) => element.matches(CONTROLS);

// Gives the shortest description that finds the element, with its number among those it fits.
export function describe(element) {
	for (const on of candidates(element)) {
		const found = matches(on);
		const nth = found.indexOf(element);
		if (nth >= 0) return found.length === 1 ? on : { ...on, nth };
	}
	return null;
}

export function find(on) {
	return matches(on)[on.nth ?? 0] ?? null;
}

// Gives what else there is of the kind, for a person to choose from.
export function alike({ role, tag = "" }) {
	const shown = [...all()].filter(
		(each) =>
			each.checkVisibility({ visibilityProperty: true }) &&
			(role ? roleOf(each) === role : each.matches(tag || CONTROLS)),
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

// What nobody sees is not meant, unless there is nothing else: a menu is there for two screens, say.
function matches(on) {
	const found = [...all()].filter((each) => fits(each, on));
	const shown = found.filter(isShown);
	return shown.length > 0 ? shown : found;
}

function fits(element, { test, role, name, id, text, tag }) {
	if (test) return element.getAttribute("data-testid") === test;
	if (role) return roleOf(element) === role && nameOf(element) === name;
	if (id) return element.id === id;
	if (text) return nameOf(element) === text;
	return element.tagName.toLowerCase() === tag;
}

function roleOf(element) {
	const given = element.getAttribute("role");
	if (given) return given;
	if (element.tagName === "INPUT") return INPUTS[element.type] ?? "textbox";
	return element.tagName === "A" && !element.hasAttribute("href") ? null : ROLES[element.tagName];
}

function nameOf(element) {
	const said = element.getAttribute("aria-label") || labelled(element) || own(element);
	const name = said || element.title || "";
	return typeof name === "string" ? name.replace(/\s+/g, " ").trim().slice(0, MAX_NAME) : "";
}

function labelled(element) {
	const ids = element.getAttribute("aria-labelledby")?.split(/\s+/) ?? [];
	const root = element.getRootNode();
	const words = ids.map((id) => root.getElementById?.(id)?.textContent ?? "").join(" ");
	return words.trim() || wordsOf(element.labels?.[0]);
}

function own(element) {
	if (element.tagName === "INPUT" && PRESSED.includes(element.type))
		return element.value || element.alt || USUAL[element.type];
	if (/^(INPUT|SELECT|TEXTAREA)$/.test(element.tagName)) return element.placeholder || element.name;
	const words = element.localName === "label" ? wordsOf(element) : element.textContent;
	return words.trim() || element.getAttribute("alt") || pictured(element);
}

const USUAL = { reset: "Reset", submit: "Submit" };

// A picture in a button says what the button is.
function pictured(element) {
	const said = element.querySelector("[alt]:not([alt=''])")?.getAttribute("alt");
	return said ?? element.querySelector("[aria-label]")?.getAttribute("aria-label");
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
