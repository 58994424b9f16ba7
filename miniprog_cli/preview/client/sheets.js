// Changes style sheets where they stand, rule by rule: their place in the cascade, their address
// and their media stay, no request is made, and no policy is in the way.
import { isRequested, pathOf } from "./requests.js";

// The newest text of each sheet that changed since the page was loaded.
const texts = new Map();

// What a save that is likely over will change: by sheet, the text, the edit, and the rules it is of.
const foreseen = new Map();

// Works out what will be to do in the sheets of the page itself; imported ones come with them.
export function foreseeSheet({ path, after }) {
	foreseen.clear();
	for (const { sheet } of findUsesIn(document, path)) {
		if (sheet) {
			foreseen.set(sheet, { after, rules: [...sheet.cssRules], edit: compare(sheet, after) });
		}
	}
}

// Returns the steps that bring a sheet up to date, or null where the page does not use it.
export function planSheet(file) {
	const shown = [...findUsesIn(document, file.path)];
	// searching shadow trees takes a walk, which nobody waits for where the sheet is seen elsewhere
	const uses = shown.length > 0 ? shown : [...findShadowUses(file.path)];
	if (uses.length === 0) {
		const reason = `${file.path} is used by a script`;
		return isRequested(file.path, "link", "css") ? { kind: "reload", reason } : null;
	}
	const hasSameHead = file.before === undefined || headOf(file.before) === headOf(file.after);
	if (!hasSameHead && uses.some((use) => use.isImported)) {
		return { kind: "reload", reason: `${file.path}: an imported sheet imports others now` };
	}
	const put = (use) => update(use, file.after, hasSameHead);
	const steps = [() => texts.set(file.path, file.after), ...uses.map((use) => () => put(use))];
	if (shown.length > 0) {
		steps.push(() => setTimeout(() => [...findShadowUses(file.path)].forEach(put)));
	}
	return { kind: "css", reason: file.reason, steps };
}

function update({ link, sheet, isImported }, text, hasSameHead) {
	if (!sheet) {
		afterLoad(link, text);
		return;
	}
	try {
		if (hasSameHead) {
			rewrite(sheet, text);
			return;
		}
	} catch {
		// a rule that cannot be inserted, such as @namespace behind others
		if (isImported) {
			location.reload();
			return;
		}
	}
	swap(link);
}

// -- finding

function* findUsesIn(root, path) {
	for (const link of root.querySelectorAll('link[rel~="stylesheet" i][href]')) {
		if (pathOf(link.href) === path) {
			yield { link, sheet: link.sheet, isImported: false };
		}
		yield* findImports(link.sheet, link, path);
	}
	for (const style of root.querySelectorAll("style")) {
		yield* findImports(style.sheet, style, path);
	}
}

// Shadow trees are only searched for sheets that the page has asked for.
function* findShadowUses(path) {
	if (isRequested(path)) {
		for (const root of findShadows(document)) {
			yield* findUsesIn(root, path);
		}
	}
}

function* findShadows(root) {
	for (const { shadowRoot } of root.querySelectorAll("*")) {
		if (shadowRoot) {
			yield shadowRoot;
			yield* findShadows(shadowRoot);
		}
	}
}

function* findImports(sheet, link, path) {
	for (const rule of importsOf(sheet)) {
		if (pathOf(rule.styleSheet.href) === path) {
			yield { link, sheet: rule.styleSheet, isImported: true };
		}
		yield* findImports(rule.styleSheet, link, path);
	}
}

function importsOf(sheet) {
	try {
		return [...(sheet?.cssRules ?? [])].filter((rule) => isImport(rule) && rule.styleSheet);
	} catch {
		return []; // a sheet of another server
	}
}

function isImport(rule) {
	return rule instanceof CSSImportRule;
}

// -- changing

// Replaces the rules that differ.
function rewrite(sheet, text) {
	const { from, gone, come } = editOf(sheet, text);
	for (let at = from + gone - 1; at >= from; at -= 1) {
		sheet.deleteRule(at);
	}
	come.forEach((rule, index) => {
		sheet.insertRule(rule, from + index);
	});
}

function editOf(sheet, text) {
	const known = foreseen.get(sheet);
	const { cssRules } = sheet;
	const isAsForeseen =
		known?.after === text &&
		known.rules.length === cssRules.length &&
		known.rules.every((rule, at) => rule === cssRules[at]);
	return isAsForeseen ? known.edit : compare(sheet, text);
}

// Tells how many rules go from where, and which come; what both ends have in common is left alone.
function compare(sheet, text) {
	const fresh = new CSSStyleSheet({ baseURL: sheet.href ?? document.baseURI });
	fresh.replaceSync(text.slice(headOf(text).length));
	const first = countHead(sheet);
	const old = [...sheet.cssRules].slice(first).map((rule) => rule.cssText);
	const now = [...fresh.cssRules].map((rule) => rule.cssText);
	let start = 0;
	while (start < old.length && start < now.length && old[start] === now[start]) {
		start += 1;
	}
	let end = 0;
	while (
		end < Math.min(old.length, now.length) - start &&
		old[old.length - 1 - end] === now[now.length - 1 - end]
	) {
		end += 1;
	}
	return {
		from: first + start,
		gone: old.length - end - start,
		come: now.slice(start, now.length - end),
	};
}

// Counts the rules up to the last import: they are compared as text, by headOf.
function countHead(sheet) {
	return [...sheet.cssRules].findLastIndex(isImport) + 1;
}

// Cuts off everything up to the last import: imports come first, with nothing but comments,
// a character set and layer statements between them.
function headOf(text) {
	const statement =
		/(?:\s+|\/\*[^]*?\*\/|<!--|-->)*@(charset|layer|import)\b((?:"(?:\\[^]|[^"\\])*"|'(?:\\[^]|[^'\\])*'|\((?:"(?:\\[^]|[^"\\])*"|'(?:\\[^]|[^'\\])*'|[^)"'])*\)|\/\*[^]*?\*\/|[^;{}"'()])*)(?:;|$)/iy;
	let end = 0;
	for (let match = statement.exec(text); match; match = statement.exec(text)) {
		if (match[1].toLowerCase() === "import") {
			end = statement.lastIndex;
		}
		if (statement.lastIndex === text.length) {
			break;
		}
	}
	return text.slice(0, end);
}

// Fetches a sheet again beside the old one, which goes once the new one is there: no flash.
function swap(link) {
	const next = link.cloneNode();
	const url = new URL(link.href);
	url.searchParams.set("_miniprog", String(Date.now()));
	next.href = url.href;
	next.addEventListener("load", () => {
		link.remove();
		for (const [path, text] of texts) {
			for (const use of findImports(next.sheet, next, path)) {
				// the browser may have taken an imported sheet from its memory
				rewrite(use.sheet, text);
			}
		}
	});
	next.addEventListener("error", () => next.remove());
	link.after(next);
}

// A sheet that is still on its way may arrive as it was before the save.
function afterLoad(link, text) {
	if (link.disabled) {
		return;
	}
	if (document.readyState === "complete") {
		swap(link);
		return;
	}
	const path = pathOf(link.href);
	const again = () => link.sheet && texts.get(path) === text && rewrite(link.sheet, text);
	link.addEventListener("load", again, { once: true });
}
