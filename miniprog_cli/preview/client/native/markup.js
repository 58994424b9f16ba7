/**
 * Attributes of templates as the compiler reads them, for dialects that write more than prefixes in
 * their own way: `onTap`, `s-for="one in list"`, `<import-sjs from name>`, `value="{= text =}"`.
 */
(() => {
	const native = globalThis.miniNative;
	/** How WXML begins the four kinds of events, in the order of the table of a dialect. */
	const EVENTS = ["bind:", "catch:", "capture-bind:", "capture-catch:"];
	const TAG = /<!--[^]*?-->|<([a-zA-Z][\w-]*)((?:"[^"]*"|'[^']*'|[^>"'])*)>/g;
	const ATTRIBUTE = /([^\s=/>"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'))?/g;
	const LIST =
		/^\s*(?:\(?\s*(\w+)\s*(?:,\s*(\w+)\s*)?\)?\s+in\s+)?([^]+?)(?:\s+trackBy\s+([^]+?))?\s*$/;
	const CONDITION = /^wx:(if|elif)$/;
	const BOTH_WAYS = /^\s*\{=([^]*)=\}\s*$/;
	const OBJECT = /^\s*\{(\{\{[^]*\}\})\}\s*$/;

	const quoted = (name, value) =>
		value.includes('"') ? `${name}='${value}'` : `${name}="${value}"`;

	/** Give an event under the name that WXML has for it; nothing where it is none. */
	function event(name, { events, camelEvents }) {
		if (!camelEvents) return undefined;
		const at = events.findIndex((begin) => new RegExp(`^${begin}[A-Z]`).test(name));
		return at < 0 ? undefined : EVENTS[at] + name.slice(events[at].length).toLowerCase();
	}

	/** Write `one, at in list trackBy one.id`. */
	function list(value) {
		const [, item, index, whole, key] = LIST.exec(value) ?? [];
		const made = [quoted("wx:for", `{{${whole}}}`)];
		if (item) made.push(quoted("wx:for-item", item));
		if (index) made.push(quoted("wx:for-index", index));
		if (key)
			made.push(quoted("wx:key", key === item ? "*this" : key.split(".").slice(1).join(".")));
		return made.join(" ");
	}

	/** Write one attribute without braces as one with them. */
	function braced(name, value) {
		if (name === "wx:for" && !value.includes("{{")) return list(value);
		if (CONDITION.test(name) && !value.includes("{{")) return quoted(name, `{{${value}}}`);
		const both = BOTH_WAYS.exec(value);
		if (both) return quoted(`model:${name}`, `{{${both[1]}}}`);
		const object = name === "data" && OBJECT.exec(value);
		return object ? quoted(name, object[1]) : undefined;
	}

	function attribute(tag, name, value, table) {
		const [source, module] = table.moduleNames;
		if (tag === "wxs" && name === source) return quoted("src", value ?? "");
		if (tag === "wxs" && name === module) return quoted("module", value ?? "");
		const heard = event(name, table);
		if (heard) return quoted(heard, value ?? "");
		return value === undefined || table.braces ? undefined : braced(name, value);
	}

	/** Write a template whose directives begin as those of WXML do already. */
	function markup(text, table) {
		const isPlain = table.braces && !table.camelEvents && table.moduleNames[0] === "src";
		if (isPlain) return text;
		return text.replace(TAG, (whole, tag, inside) => {
			if (!tag) return whole;
			const written = inside.replace(
				ATTRIBUTE,
				(all, name, double, single) => attribute(tag, name, double ?? single, table) ?? all,
			);
			return `<${tag}${written}>`;
		});
	}

	native.markup = markup;
})();
