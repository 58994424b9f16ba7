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
				.mini-field { width: 100%; height: 100%; min-height: inherit; margin: 0; padding: 0; border: 0; outline: 0; background: none;
					font: inherit; color: inherit; text-align: inherit; letter-spacing: inherit; box-sizing: border-box; resize: none; display: block; }
				.mini-placeholder { position: absolute; inset: 0; pointer-events: none; overflow: hidden; display: flex; align-items: center; color: #808080; }
				wx-textarea > .mini-placeholder { display: block; }
			`;
		},
	);
})();
