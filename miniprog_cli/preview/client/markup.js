// Applies the difference between the old and the new source of a page to the page as it is now.
// What scripts built is in neither source, so it is never touched. Everything is planned before
// anything is done: where the page no longer has what the old source had, it reloads as it was.
import { alignLive, alignSources } from "./align.js";

class Reload extends Error {
	constructor(reason) {
		super(reason);
		this.reason = reason;
	}
}

export function planMarkup(file, page) {
	if (file.source[0] !== page.source) {
		throw new Reload("the page was made from another version");
	}
	const parser = new DOMParser();
	const old = parser.parseFromString(file.before, "text/html");
	const now = parser.parseFromString(file.after, "text/html");
	checkFixed(old, now);
	const steps = [];
	planAttributes(old.documentElement, now.documentElement, document.documentElement, steps);
	planElement(old.body, now.body, document.body, steps);
	steps.push(() => {
		page.source = file.source[1];
	});
	return { kind: "markup", reason: file.reason, steps };
}

// Refuses changes that only loading the page can bring about.
function checkFixed(old, now) {
	if (old.compatMode !== now.compatMode || !isSame(old.doctype, now.doctype)) {
		throw new Reload("the document type changed");
	}
	if (!old.head.isEqualNode(now.head)) {
		throw new Reload("the head changed");
	}
	if (old.body?.nodeName !== "BODY" || now.body?.nodeName !== "BODY") {
		throw new Reload("the page has no body");
	}
	for (const name of ["script", "template", "base", "object", "embed"]) {
		if (listOf(old, name) !== listOf(now, name)) {
			throw new Reload(`a ${name} changed`);
		}
	}
}

function isSame(a, b) {
	return a === b || Boolean(a && b && a.isEqualNode(b));
}

function listOf(tree, name) {
	// the content of a template is no child of it, so isEqualNode would not see it
	return [...tree.querySelectorAll(name)].map((element) => element.outerHTML).join("\n");
}

function planElement(old, now, live, steps) {
	if (old.isEqualNode(now) || old.nodeName === "NOSCRIPT") {
		return; // nobody sees a noscript where scripts run
	}
	planAttributes(old, now, live, steps);
	planChildren(old, now, live, steps);
}

// -- attributes

function planAttributes(old, now, live, steps) {
	const names = new Set([...old.getAttributeNames(), ...now.getAttributeNames()]);
	for (const name of names) {
		const before = old.getAttribute(name);
		const after = now.getAttribute(name);
		if (before === after) {
			continue;
		}
		if (name.startsWith("on")) {
			throw new Reload("an inline handler changed");
		}
		steps.push(
			name === "class"
				? planClasses(before, after, live)
				: planAttribute(name, before, now.getAttributeNode(name), live),
		);
	}
}

// Classes that scripts have added stay.
function planClasses(before, after, live) {
	const old = tokens(before);
	const now = tokens(after);
	return () => {
		live.classList.remove(...old.filter((name) => !now.includes(name)));
		live.classList.add(...now.filter((name) => !old.includes(name)));
	};
}

function tokens(text) {
	return (text ?? "").split(/\s+/).filter(Boolean);
}

function planAttribute(name, before, after, live) {
	if (live.getAttribute(name) !== before) {
		throw new Reload(`a script has changed the attribute ${name}`);
	}
	if (after === null) {
		return () => live.removeAttribute(name);
	}
	return () => live.setAttributeNS(after.namespaceURI, after.name, after.value);
}

// -- children

function planChildren(old, now, live, steps) {
	const toOld = alignSources(old.childNodes, now.childNodes);
	const toLive = alignLive(old.childNodes, live.childNodes);
	if (!toOld || !toLive) {
		throw new Reload("too much changed");
	}
	planRemovals(old, new Set(toOld.values()), toLive, steps);
	const stay = findStaying([...now.childNodes], toOld, [...old.childNodes]);
	const place = {
		parent: live,
		after: null,
		isKnown: isPlaceKnown(now, stay, toOld, toLive, live),
	};
	for (const child of now.childNodes) {
		const source = toOld.get(child);
		if (source) {
			planChild(source, child, toLive.get(source), steps);
			planMove(toLive.get(source), stay.has(child), place, steps);
		} else {
			planInsertion(child, place, steps);
		}
	}
}

function planRemovals(old, kept, toLive, steps) {
	for (const child of old.childNodes) {
		if (kept.has(child)) {
			continue;
		}
		const found = toLive.get(child);
		if (found?.isEqualNode(child)) {
			steps.push(() => found.remove());
		} else if (!isBlank(child)) {
			throw new Reload("a script has changed what was removed");
		}
	}
}

function planChild(old, now, live, steps) {
	if (old.isEqualNode(now)) {
		return;
	}
	if (!live) {
		throw new Reload("a script has replaced what changed");
	}
	if (old.nodeType === Node.ELEMENT_NODE) {
		planElement(old, now, live, steps);
	} else if (live.data === old.data) {
		steps.push(() => {
			live.data = now.data;
		});
	} else {
		throw new Reload("a script has changed the same text");
	}
}

// Tells whether something of the old source is left to put new nodes beside; among nodes that
// are all a script's, no place is the right one.
function isPlaceKnown(now, stay, toOld, toLive, live) {
	const known = [...now.childNodes].some(
		(child) => stay.has(child) && toLive.get(toOld.get(child)),
	);
	return (
		known ||
		[...live.childNodes].every((child) => isBlank(child) || [...toLive.values()].includes(child))
	);
}

function planMove(live, stays, place, steps) {
	if (!live) {
		return; // not needed here: nothing in it changed
	}
	if (!stays) {
		const after = place.after;
		steps.push(() => put(live, place.parent, after));
	}
	place.after = () => live;
}

function planInsertion(node, place, steps) {
	if (!place.isKnown) {
		if (isBlank(node)) {
			return;
		}
		throw new Reload("a script has rebuilt the place of what is new");
	}
	checkNew(node);
	const made = document.importNode(node, true);
	const after = place.after;
	steps.push(() => put(made, place.parent, after));
	place.after = () => made;
}

function checkNew(node) {
	const all = node.nodeType === Node.ELEMENT_NODE ? [node, ...node.querySelectorAll("*")] : [];
	if (all.some((each) => each.getAttributeNames().some((name) => name.startsWith("on")))) {
		throw new Reload("an inline handler changed");
	}
}

function put(node, parent, after) {
	const next = after ? after().nextSibling : parent.firstChild;
	if (next === node) {
		return;
	}
	if (node.isConnected && parent.moveBefore) {
		moveQuietly(node, parent, next);
	} else {
		parent.insertBefore(node, next);
	}
}

// Keeps focus and what a frame shows; Chromium would scroll to what has the focus.
function moveQuietly(node, parent, next) {
	const places = [];
	for (let each = parent; each; each = each.parentElement) {
		places.push([each, each.scrollLeft, each.scrollTop]);
	}
	parent.moveBefore(node, next);
	for (const [each, left, top] of places) {
		if (each.scrollLeft !== left || each.scrollTop !== top) {
			each.scrollTo({ left, top, behavior: "instant" });
		}
	}
}

// Picks the longest run of children that keep their order: all others move around them.
function findStaying(children, toOld, order) {
	const kept = children.filter((child) => toOld.has(child));
	const ranks = kept.map((child) => order.indexOf(toOld.get(child)));
	const length = [];
	const previous = [];
	let last = -1;
	ranks.forEach((rank, at) => {
		length[at] = 1;
		previous[at] = -1;
		for (let before = 0; before < at; before += 1) {
			if (ranks[before] < rank && length[before] >= length[at]) {
				length[at] = length[before] + 1;
				previous[at] = before;
			}
		}
		if (last < 0 || length[at] > length[last]) {
			last = at;
		}
	});
	const stay = new Set();
	for (let at = last; at >= 0; at = previous[at]) {
		stay.add(kept[at]);
	}
	return stay;
}

function isBlank(node) {
	return (
		node.nodeType === Node.COMMENT_NODE || (node.nodeType === Node.TEXT_NODE && !node.data.trim())
	);
}
