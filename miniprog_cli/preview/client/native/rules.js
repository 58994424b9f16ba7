/**
 * A sheet of the program as its statements at the top, each as a browser is to have it: `rpx` in parts
 * of the width, tags and classes named as the runtime names them, so that components keep their own.
 *
 * Read without a parser of values: strings, comments and braces are all that matters. What a save has
 * left as it was is neither read nor put into the page again: a sheet of a real program has thousands.
 */
(() => {
	const native = globalThis.miniNative;
	const TOKENS =
		/\/\*[^]*?\*\/|"(?:\\[^]|[^"\\\n])*"|'(?:\\[^]|[^'\\\n])*'|url\([^)'"]*\)|[{};]|[^{};"'/u]+|[^]/g;
	const NESTED = /^@(media|supports|layer|container|scope|-webkit-media)/i;
	const NAMES =
		/(\[[^\]]*\])|(\.)(-?(?:[A-Za-z_]|[^\0-\x7f]|\\.)(?:[\w-]|[^\0-\x7f]|\\.)*)|(:host\b)|(#(?:[\w-]|[^\0-\x7f]|\\.)+|::?[a-zA-Z-]+)|((?<![\w-])[a-zA-Z][\w-]*)/g;

	/** Few declarations have one, and to look for it takes less than to replace nothing twice. */
	const UNITS = /(?:rpx|vh)\b|url\(\s*["']?\/\//i;

	/** Heights are parts of the page's own window, which is lower than the browser's. */
	const px = (text) => (UNITS.test(text) ? replaced(text) : text);
	const replaced = (text) =>
		text
			.replace(/(?<![\w#.-])(-?(?:\d+\.?\d*|\.\d+))rpx\b/gi, (_, number) => `${width(number)}vw`)
			.replace(/(?<![\w#.-])(-?(?:\d+\.?\d*|\.\d+))[sdl]?vh\b/gi, "$1cqh")
			// the page of a host has `https:`, the preview has not
			.replace(/\burl\(\s*(["']?)\/\//gi, "url($1https://");
	const width = (number) => Number(((Number(number) * 100) / 750).toFixed(5));

	/** Tell what a block holds: rules, steps of an animation, or declarations. */
	function kindOf(head, around) {
		const name = head.trim();
		if (NESTED.test(name)) return "group";
		if (name.startsWith("@")) return /^@(-\w+-)?keyframes/i.test(name) ? "steps" : "declarations";
		return around === "steps" ? "declarations" : "rule";
	}

	const LEAD = /^\s*@import\s+(?:url\([^)]*\)|"[^"]*"|'[^']*')/i;
	const IMPORT = /^\s*@import\b/i;

	/** Write a selector with the names that the runtime gives: `wx-view`, `.scope--name`. */
	function selector(written, scope) {
		const { prefix } = native.elements;
		return written.replace(NAMES, (all, attribute, dot, name, host, other, tag) => {
			if (attribute || other) return all;
			if (dot) return scope ? `.${scope}--${name}` : all;
			if (host) return scope ? `[wx-host="${scope}"]` : all;
			if (tag === "page") return `${prefix}page`;
			return native.elements.has(tag) ? prefix + tag : all;
		});
	}

	/**
	 * Read a sheet as `{ whole, statements }`: of each statement its `end` in the source, what it
	 * `imports` as it is written, and the `text` for the browser. What was read `before` with the same
	 * scope is taken over where the sources agree, at the beginning and at the end; as is what was read
	 * of the same text already.
	 */
	function read(whole, scope, before = { whole: "", statements: [] }, foreseen = before) {
		for (const one of [before, foreseen]) if (one.whole === whole && whole) return one;
		const [start, rest] = common(before.whole, whole);
		const old = before.statements;
		const statements = old.filter(({ end }) => end <= start);
		const shift = whole.length - before.whole.length;
		for (const one of parsed(whole, scope, statements.at(-1)?.end ?? 0)) {
			statements.push(one);
			if (one.end < whole.length - rest) continue;
			const same = old.findIndex(({ end }) => end === one.end - shift);
			if (same < 0) continue;
			for (const each of old.slice(same + 1)) statements.push({ ...each, end: each.end + shift });
			break;
		}
		return { whole, statements };
	}

	/** Count what two lists or texts have in common: at the beginning, and at the end of what is left. */
	function common(old, now) {
		const most = Math.min(old.length, now.length);
		let start = 0;
		while (start < most && old[start] === now[start]) start += 1;
		let end = 0;
		while (end < most - start && old[old.length - 1 - end] === now[now.length - 1 - end]) end += 1;
		return [start, end];
	}

	/** Read statements from a place where one begins; what follows the last of them has no end. */
	function* parsed(whole, scope, from) {
		const tokens = new RegExp(TOKENS);
		tokens.lastIndex = from;
		const open = [];
		let imports = [];
		let made = "";
		let head = "";
		/** Take imports off what was read, whose semicolon is missing: hosts do not mind. */
		const lead = () => {
			for (let found = LEAD.exec(head); found; found = LEAD.exec(head)) {
				head = head.slice(found[0].length);
				imports.push(found[0]);
			}
		};
		for (let found = tokens.exec(whole); found; found = tokens.exec(whole)) {
			const [token] = found;
			if (token.startsWith("/*")) continue;
			if (token === "{") {
				if (open.length === 0) lead();
				open.push(kindOf(head, open.at(-1)));
				made += open.at(-1) === "rule" ? selector(head, scope) : px(head);
			} else if (token === "}") {
				open.pop();
				made += px(head);
			} else if (token === ";") {
				if (open.length === 0 && IMPORT.test(head)) imports.push(head);
				else made += px(head);
			} else {
				head += token;
				continue;
			}
			if (token !== ";" || imports.at(-1) !== head) made += token;
			head = "";
			if (open.length > 0) continue;
			yield { end: tokens.lastIndex, imports, text: made.trim() };
			imports = [];
			made = "";
		}
		if (open.length === 0) lead();
		yield { end: Number.POSITIVE_INFINITY, imports, text: (made + px(head)).trim() };
	}

	/**
	 * Bring the sheet of an element from some texts to others: rule by rule, so that the browser has
	 * little to do, where each text is one rule; else as a whole.
	 */
	function put(element, before, texts) {
		if (before && replace(element.sheet, before, texts)) return;
		element.textContent = texts.join("\n");
	}

	function replace(sheet, before, texts) {
		const [old, now] = pair(sheet, before, texts);
		if (sheet.cssRules.length !== old.length) return false;
		const [start, end] = common(old, now);
		try {
			for (let at = old.length - end - 1; at >= start; at -= 1) sheet.deleteRule(at);
			for (let at = start; at < now.length - end; at += 1) sheet.insertRule(now[at], at);
			return true;
		} catch {
			return false;
		}
	}

	/** Leave out what the browser has passed over, such as a rule of another browser's own. */
	function pair(sheet, before, texts) {
		if (sheet.cssRules.length === before.length) return [before, texts];
		const passed = new Set(before.filter((text) => !isRule(text)));
		return [before, texts].map((each) => each.filter((text) => !passed.has(text)));
	}

	const trial = new CSSStyleSheet();
	function isRule(text) {
		try {
			trial.deleteRule(trial.insertRule(text));
			return true;
		} catch {
			return false;
		}
	}

	native.rules = { px, read, put };
})();
