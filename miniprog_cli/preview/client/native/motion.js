/** How pages come and go: from the right, and back there; at once where less motion is asked for. */
(() => {
	const native = globalThis.miniNative;
	const CSS = `
		::view-transition { pointer-events: none; }
		::view-transition-group(root) { animation-duration: 0.25s; }
		::view-transition-old(root), ::view-transition-new(root) { mix-blend-mode: normal;
			animation: 0.25s cubic-bezier(0.2, 0.6, 0.2, 1) both; }
		[data-motion="push"]::view-transition-new(root) { animation-name: mini-in; z-index: 1; }
		[data-motion="push"]::view-transition-old(root) { animation-name: mini-under; }
		[data-motion="pop"]::view-transition-old(root) { animation-name: mini-in; animation-direction: reverse; z-index: 1; }
		[data-motion="pop"]::view-transition-new(root) { animation-name: mini-under; animation-direction: reverse; }
		@keyframes mini-in { from { translate: 100% 0; } }
		@keyframes mini-under { to { translate: -25% 0; filter: brightness(0.9); } }
	`;
	const sheet = document.createElement("style");
	sheet.textContent = CSS;
	document.head.append(sheet);

	/** Until the last move has come to its end. @type {Promise<unknown>} */
	let moved = Promise.resolve();

	/** Change what is shown; `kind` is `push`, `pop`, or nothing for at once. */
	async function change(kind, act) {
		const isQuiet = matchMedia("(prefers-reduced-motion: reduce)").matches;
		const begin = /** @type {any} */ (document).startViewTransition;
		if (!kind || isQuiet || !begin || document.visibilityState !== "visible") return act();
		const root = document.documentElement;
		root.dataset.motion = kind;
		let given;
		const transition = begin.call(document, () => {
			given = act();
		});
		transition.ready.catch(() => {});
		moved = transition.finished.catch(() => {}).then(() => delete root.dataset.motion);
		await transition.updateCallbackDone;
		return given;
	}

	native.motion = { change, done: () => moved };
})();
