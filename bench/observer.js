// Runs in every page that is measured, before anything else: calls back as soon as another mark is
// to be seen, in the markup (data-probe) or in the computed style (--probe): of a native program, in
// that of its page. Changing a sheet through CSSOM fires no event, so its functions are followed; a
// timer catches whatever is left.
(() => {
	let last = "";

	function look() {
		const root = document.documentElement;
		// the browser may give the page the function only after this script began
		if (!root || !globalThis.benchProbe) {
			return;
		}
		const mark = document.querySelector("[data-probe]")?.getAttribute("data-probe") ?? "";
		const styled = document.querySelector("wx-page") ?? root;
		const style = getComputedStyle(styled).getPropertyValue("--probe").trim();
		const now = `${mark} ${style}`;
		if (now !== last) {
			last = now;
			globalThis.benchProbe(now);
		}
	}

	new MutationObserver(look).observe(document, {
		childList: true,
		subtree: true,
		attributes: true,
		characterData: true,
	});
	document.addEventListener("load", look, true);
	document.addEventListener("DOMContentLoaded", look);
	for (const name of ["replace", "replaceSync", "insertRule", "deleteRule"]) {
		const original = CSSStyleSheet.prototype[name];
		CSSStyleSheet.prototype[name] = function (...values) {
			queueMicrotask(look);
			return original.apply(this, values);
		};
	}
	setInterval(look, 4);
})();
