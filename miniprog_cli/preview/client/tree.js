// The elements of the program as people see them: with those in open shadow roots and in frames of
// the program's own, whose windows are one program with ours.

// where the simulated host asks a person, and where we say what is wrong
export const OURS = ["miniprog-dialog", "miniprog-overlay"];

export const outermost = (() => {
	/** @type {Window} */
	let found = window;
	while (found !== found.parent && documentOf(found.parent)) found = found.parent;
	return found;
})();

function documentOf(other) {
	try {
		return other.document;
	} catch {
		return null; // of another origin
	}
}

export function* all(root = outermost.document) {
	for (const element of root.querySelectorAll("*")) {
		if (OURS.includes(element.localName)) continue;
		yield element;
		const inner = element.shadowRoot ?? framed(element);
		if (inner) yield* all(inner);
	}
}

// Gives the document in a frame of the program's own.
export function framed(element) {
	return element.localName === "iframe" ? (element.contentDocument ?? null) : null;
}

// Gives what an element is in, out of shadow roots, but not out of frames.
export function outOf(element) {
	return element.parentElement ?? element.getRootNode().host ?? null;
}

// Tells whether an element is another one or within it.
export function isIn(element, other) {
	for (let at = element; at; at = outOf(at)) if (at === other) return true;
	return false;
}

// Tells whether there is something to see of it, or of the label that stands for it.
export function isShown(element) {
	const how = { visibilityProperty: true };
	return element.checkVisibility(how) || Boolean(element.labels?.[0]?.checkVisibility(how));
}

// What the page shows, line by line.
export function texts() {
	const found = [outermost.document.body, ...inner()];
	const lines = found.flatMap((each) => (each ? linesOf(each) : []));
	return [...new Set(lines.map((line) => line.trim()).filter(Boolean))];
}

// What the text of the page leaves out: what is in shadow roots and frames.
function* inner() {
	for (const element of all()) {
		if (element.shadowRoot && element.checkVisibility()) yield* element.shadowRoot.childNodes;
		if (framed(element) && element.checkVisibility()) yield element.contentDocument.body;
	}
}

function linesOf(node) {
	if (node.nodeType === 3) return node.nodeValue.split("\n");
	if (node.nodeType !== 1 || !node.checkVisibility()) return [];
	// biome-ignore lint/performance/useDomNodeTextContent: what is hidden is not shown
	return (node.innerText ?? "").split("\n");
}
