/**
 * A page that shows nothing because something went wrong says so itself, in the host page too, which
 * else counts errors beside it: there is nothing that the words could lie over.
 */
(() => {
	const native = globalThis.miniNative;
	const isSeen = (element) => {
		const { width, height } = element.getBoundingClientRect();
		return width > 0 && height > 0;
	};
	const shown = () => document.querySelectorAll("wx-page:not([hidden]) *");
	const waits = new MutationObserver(() => plan());
	let isBlank = false;
	let isPlanned = false;

	/** Look once what has been changed is laid out, where that could tell anything new. */
	function plan() {
		const mayTurn = isBlank || native.errors.length > 0;
		if (isPlanned || !mayTurn) return;
		isPlanned = true;
		requestAnimationFrame(() => {
			isPlanned = false;
			look();
		});
	}

	function look() {
		const is = native.errors.length > 0 && ![...shown()].some(isSeen);
		if (is === isBlank) return;
		isBlank = is;
		native.simulated.blank?.(is);
		if (is) waits.observe(document.body, { subtree: true, childList: true, characterData: true });
		else waits.disconnect();
	}

	/** Begin, when the first page has had its time. */
	function follow() {
		plan();
		for (const name of ["error", "unhandledrejection"]) addEventListener(name, plan);
	}

	native.blank = { follow, plan };
})();
