// Names an element of the program as a person would, and finds it again: by test id, by role and name,
// by id, by text. Looks into open shadow roots, as people do.

const ROLES = {
	A: "link",
	BUTTON: "button",
	SELECT: "combobox",
	SUMMARY: "button",
	TEXTAREA: "textbox",
};
const INPUTS = { button: "button", checkbox: "checkbox", radio: "radio", submit: "button" };
const MAX_NAME = 80;

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
	const label = element.getAttribute("aria-label") ?? element.labels?.[0]?.textContent;
	const isField = /^(INPUT|SELECT|TEXTAREA)$/.test(element.tagName);
	const own = isField
		? (element.placeholder ?? element.name)
		: element.textContent || element.getAttribute("alt");
	return (label || own || "").replace(/\s+/g, " ").trim().slice(0, MAX_NAME);
}

// What the page shows, line by line.
export function texts() {
	// biome-ignore lint/performance/useDomNodeTextContent: what is hidden is not shown
	const lines = document.body?.innerText.split("\n") ?? [];
	return [...new Set(lines.map((line) => line.trim()).filter(Boolean))];
}

// Gives the middle of an element in the window, or null while nothing of it can be pressed.
export function reach(on) {
	const element = find(on);
	element?.scrollIntoView({ block: "center", behavior: "instant" });
	const { left, top, width, height } = element?.getBoundingClientRect() ?? { width: 0 };
	return width && height && !element.disabled ? { x: left + width / 2, y: top + height / 2 } : null;
}

// Makes ready to write into a field; chooses at once where there is nothing to write.
export function fill(on, value) {
	const element = find(on);
	if (!element) return null;
	element.focus();
	if (element.tagName === "SELECT") {
		element.value = value;
		tell(element);
		return "chosen";
	}
	element.select?.();
	return "focused";
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
