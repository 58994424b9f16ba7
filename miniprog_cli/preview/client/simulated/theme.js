/**
 * The theme that the settings ask for, where it is not the browser's: no page can set the preference
 * of a frame of another origin, so what asks for it is answered otherwise. Media rules are rewritten
 * in the style sheets, `matchMedia` answers for them, and a `color-scheme` of both becomes one.
 */
(() => {
	const simulated = globalThis.miniSimulated;
	const { styles } = simulated;
	const { matchMedia } = globalThis;
	const ASKED = /\(\s*prefers-color-scheme(?:\s*:\s*(light|dark))?\s*\)/gi;
	const YES = "(min-width: 0px)";
	const NO = "(max-width: 0px)";
	// what a sheet or a rule had before
	const media = new Map();
	const schemes = new Map();
	const lists = new Set();

	function theme() {
		const { theme: set } = simulated.settings.device;
		return set === "light" || set === "dark" ? set : "";
	}

	function answered(text) {
		const now = theme();
		return now
			? text.replace(ASKED, (_, asked) => (!asked || asked.toLowerCase() === now ? YES : NO))
			: text;
	}

	// -- matchMedia: a list of our own query, with the text that was asked for

	function asks(text) {
		ASKED.lastIndex = 0;
		return ASKED.test(text);
	}

	globalThis.matchMedia = new Proxy(matchMedia, {
		apply(_, self, given) {
			const text = String(given[0]);
			if (!asks(text)) return Reflect.apply(matchMedia, self, given);
			const list = Reflect.apply(matchMedia, window, [text]);
			const matches = () =>
				theme() ? matchMedia.call(window, answered(text)).matches : native(list);
			Object.defineProperty(list, "matches", { get: matches, configurable: true });
			lists.add(new WeakRef(list));
			return list;
		},
	});
	const { get: read } = Object.getOwnPropertyDescriptor(MediaQueryList.prototype, "matches");
	const native = (list) => read.call(list);

	function tellLists() {
		for (const held of lists) {
			const list = held.deref();
			if (!list) lists.delete(held);
			else list.dispatchEvent(new MediaQueryListEvent("change", list));
		}
	}

	// -- style sheets

	function rewriteMedia(owner) {
		const list = owner.media;
		const was = media.get(owner);
		// a rule that was changed since then is looked at anew
		const text = was && was.made === list.mediaText ? was.text : list.mediaText;
		if (!asks(text)) return;
		const made = answered(text);
		if (made !== list.mediaText) list.mediaText = made;
		media.set(owner, { text, made: list.mediaText });
	}

	function rewriteScheme(rule) {
		const { style } = rule;
		const now = style.getPropertyValue("color-scheme");
		const was = schemes.get(rule);
		const text = was && was.made === now ? was.text : now;
		if (!/light/.test(text) || !/dark/.test(text)) return;
		const made = theme() || text;
		if (made !== now)
			style.setProperty("color-scheme", made, style.getPropertyPriority("color-scheme"));
		schemes.set(rule, { text, made });
	}

	const own = styles.made();

	/** A page that says so in a meta element alone has both themes too. */
	function bare() {
		const said = document.querySelector('meta[name="color-scheme" i]')?.getAttribute("content");
		const hasBoth = /light/.test(said ?? "") && /dark/.test(said ?? "");
		const rule = hasBoth && theme() ? `:where(:root) { color-scheme: ${theme()}; }` : "";
		own.replaceSync(rule);
		const adopted = document.adoptedStyleSheets;
		if (rule && !adopted.includes(own)) document.adoptedStyleSheets = [own, ...adopted];
	}

	const visitor = { media: rewriteMedia, style: rewriteScheme, ended: bare };

	if (theme()) styles.follow(visitor);
	simulated.changed((settings, before) => {
		if (settings.device.theme === before.device.theme) return;
		styles.follow(visitor);
		tellLists();
	});
})();
