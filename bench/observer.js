// Runs in every page that is measured, before anything else: calls back as soon as another mark is
// to be seen, in the markup (data-probe) or in the computed style (--probe). A timer as well as
// observers, because a sheet that is replaced through CSSOM fires no event.
(() => {
	let last = "";

	function look() {
		const root = document.documentElement;
		// the browser may give the page the function only after this script began
		if (!root || !globalThis.benchProbe) {
			return;
		}
		const mark = document.querySelector("[data-probe]")?.dataset.probe ?? "";
		const style = getComputedStyle(root).getPropertyValue("--probe").trim();
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
	setInterval(look, 4);
})();
