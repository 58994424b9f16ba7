/** The element around a page, and what all pages of hosts begin with. */
(() => {
	const native = globalThis.miniNative;

	native.component(
		"page",
		class extends native.Element {
			static css = `
				html, body { margin: 0; height: 100%; }
				body { font-family: -apple-system, "Helvetica Neue", "Noto Sans CJK SC", sans-serif; font-size: 16px;
					line-height: normal; text-size-adjust: 100%; -webkit-tap-highlight-color: transparent; word-break: break-word; }
				:host { display: block; min-height: calc(100% - var(--tab-bar, 0px)); padding-bottom: var(--tab-bar, 0px);
					box-sizing: border-box; overflow-x: hidden; overflow-wrap: break-word; }
				[hidden] { display: none !important; }
				.mini-tab-bar { position: fixed; z-index: 900; bottom: 0; left: 0; right: 0; height: 50px; display: flex; border-top: 1px solid rgb(0 0 0 / 15%); }
				.mini-tab-bar button { flex: 1; display: flex; flex-direction: column; align-items: center; justify-content: center; gap: 2px; border: 0; background: none; font: 10px sans-serif; cursor: pointer; }
				.mini-tab-bar img { width: 27px; height: 27px; }
			`;
		},
	);
})();
