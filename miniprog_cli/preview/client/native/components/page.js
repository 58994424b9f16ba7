/** The element around a page, and what all pages of hosts begin with. */
(() => {
	const native = globalThis.miniNative;

	native.component(
		"page",
		class extends native.Element {
			static css = `
				body { font-family: -apple-system, "Helvetica Neue", "Noto Sans CJK SC", sans-serif; font-size: 16px;
					line-height: normal; text-size-adjust: 100%; -webkit-tap-highlight-color: transparent; word-break: break-word; }
				:host { display: block; min-height: 100%;
					box-sizing: border-box; overflow-wrap: break-word; }
				[hidden] { display: none !important; }
			`;
		},
	);
})();
