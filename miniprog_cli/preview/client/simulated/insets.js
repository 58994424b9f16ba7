/**
 * What bars and corners take of the screen: `env(safe-area-inset-*)`, as far as it stands in style
 * sheets. Browsers have no way to set it for a frame, so it is put into the rules as a length. Style
 * attributes are left as the program wrote them, but for those of an element that it measures.
 */
(() => {
	const simulated = globalThis.miniSimulated;
	const { replace, styles } = simulated;
	const NAME = "safe-area-inset-";
	// only the name of the function is the same in capitals
	const ASKED =
		/\b[Ee][Nn][Vv]\(\s*safe-area-inset-(top|right|bottom|left)\s*(?:,[^()]*(?:\([^()]*\)[^()]*)*)?\)/g;
	// what a rule had before
	const known = new WeakMap();
	let hasBegun = false;

	const isSet = () => Object.values(simulated.settings.insets).some((one) => one > 0);
	const lengthOf = (side) => `${simulated.settings.insets[side]}px`;
	const answered = (text) => (isSet() ? text.replace(ASKED, (_, side) => lengthOf(side)) : text);

	function rewrite(owner) {
		const now = owner.style.cssText;
		const was = known.get(owner);
		// a rule that was changed since then is looked at anew
		const text = was && was.made === now ? was.text : now;
		if (!text.includes(NAME)) return;
		const made = answered(text);
		if (made !== now) owner.style.cssText = made;
		known.set(owner, { text, made: owner.style.cssText });
	}

	function begin() {
		styles.follow({ style: rewrite });
		// a script that measures sets it on an element of its own, and reads what comes of it
		replace(globalThis, "getComputedStyle", (original, ...given) => {
			if (given[0] instanceof HTMLElement) rewrite(given[0]);
			return original.apply(globalThis, given);
		});
		hasBegun = true;
	}

	if (isSet()) begin();
	simulated.changed((settings, before) => {
		if (JSON.stringify(settings.insets) === JSON.stringify(before.insets)) return;
		if (hasBegun) styles.again();
		else begin();
	});
})();
