/** What differs between dialects, as the server tells it: directives and tags of templates. */
(() => {
	const native = globalThis.miniNative;
	const COMPILED = "wx:";

	/**
	 * Write a template as the compiler reads it: directives with the prefix of WXML. The lengths of
	 * lines are kept where the prefixes are as long.
	 */
	function template(text, table = native.sources.program) {
		const { prefix, moduleTags, webSlots } = table;
		let written = text;
		if (prefix !== COMPILED) {
			written = written.replace(new RegExp(`(?<=\\s)${prefix}(?=[a-z])`, "g"), COMPILED);
		}
		for (const tag of moduleTags) {
			if (tag !== "wxs") {
				written = written.replace(new RegExp(`(</?)${tag}(?=[\\s/>])`, "g"), "$1wxs");
			}
		}
		written = native.markup(written, table);
		return webSlots ? defaults(written) : written;
	}

	const SLOT = /<!--[^]*?-->|<slot(?=[\s/>])((?:"[^"]*"|'[^']*'|[^>"'])*)>|<\/slot\s*>/g;
	const DIRECTIVE = /\swx:[\w-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'))?/g;

	/**
	 * Write what stands in slots behind them, which the compiler wants empty: `slots.js` shows it while
	 * nothing is put into the slot. Conditions and lists count for both.
	 */
	function defaults(text) {
		const open = [];
		return text.replace(SLOT, (tag, given, at) => {
			if (tag.startsWith("<!--")) return tag;
			if (given === undefined) return open.pop() ?? tag;
			if (given.endsWith("/")) return tag;
			const isFull = !/^\s*<\/slot\s*>/.test(text.slice(at + tag.length));
			open.push(isFull ? "</slot-default></block>" : "</slot>");
			if (!isFull) return tag;
			const directives = (given.match(DIRECTIVE) ?? []).join("");
			return `<block${directives}><slot${given.replace(DIRECTIVE, "")}/><slot-default>`;
		});
	}

	native.dialect = { template };
})();
