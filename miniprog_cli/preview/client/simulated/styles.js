/**
 * The style sheets of the page, for what has to be answered in them in place of the browser: no page
 * can set the preferences of a frame of another origin, nor what bars take of its screen.
 */
(() => {
	const simulated = globalThis.miniSimulated;
	const visitors = new Set();
	const ours = new WeakSet();
	let isWaiting = false;
	let hasBegun = false;

	function visit(what, one) {
		for (const visitor of visitors) visitor[what]?.(one);
	}

	function walk(owner) {
		let rules;
		try {
			rules = owner.cssRules;
		} catch {
			return; // a sheet of another server
		}
		for (const rule of rules ?? []) {
			if (rule.media) visit("media", rule);
			if (rule.style) visit("style", rule);
			if (rule.styleSheet) walk(rule.styleSheet);
			if (rule.cssRules) walk(rule);
		}
	}

	function rewrite() {
		isWaiting = false;
		for (const sheet of [...document.styleSheets, ...document.adoptedStyleSheets]) {
			if (ours.has(sheet)) continue;
			if (!sheet.ownerRule) visit("media", sheet);
			walk(sheet);
		}
		visit("ended");
	}

	function soon() {
		if (!isWaiting) {
			isWaiting = true;
			queueMicrotask(rewrite);
		}
	}

	function begin() {
		if (hasBegun) return;
		hasBegun = true;
		new MutationObserver(soon).observe(document, { childList: true, subtree: true });
		document.addEventListener("load", soon, true);
		document.addEventListener("DOMContentLoaded", soon);
		for (const name of ["insertRule", "replaceSync", "addRule"]) {
			wrap(CSSStyleSheet.prototype, name);
		}
		wrap(CSSGroupingRule.prototype, "insertRule");
	}

	function wrap(owner, name) {
		const original = owner[name];
		owner[name] = new Proxy(original, {
			apply(_, self, given) {
				const result = Reflect.apply(original, self, given);
				if (!ours.has(self)) soon();
				return result;
			},
		});
	}

	simulated.styles = {
		/** Make a sheet that is not the program's. */
		made() {
			const sheet = new CSSStyleSheet();
			ours.add(sheet);
			return sheet;
		},
		/**
		 * Have every rule looked at now, and whenever there are others: `media` takes what has a list
		 * of media, `style` a rule with declarations, `ended` comes after them. Nothing is watched or
		 * wrapped before the first of those.
		 */
		follow(visitor) {
			visitors.add(visitor);
			begin();
			rewrite();
		},
		/** Have every rule looked at again: what they are to say has changed. */
		again: rewrite,
	};
})();
