/** The element around a page, and what all pages of hosts begin with. */
(() => {
	const native = globalThis.miniNative;
	// sheets name the fonts of phones and nothing else; without them a browser would take one with serifs
	const SANS = [
		"Noto Sans CJK SC",
		"Noto Sans SC",
		"Source Han Sans SC",
		"Arial",
		"Liberation Sans",
	];
	const PHONES = ["PingFang SC", "PingFangSC-Regular"].map((name) => face(name)).join(" ");

	function face(name) {
		const regular = [name, ...SANS].map((each) => `local("${each}")`);
		const bold = ["PingFangSC-Semibold", ...SANS.map((each) => `${each} Bold`)];
		const heavy = bold.map((each) => `local("${each}")`);
		return `@font-face { font-family: "${name}"; src: ${regular}; }
			@font-face { font-family: "${name}"; font-weight: 600 900; src: ${heavy}; }`;
	}

	native.component(
		"page",
		class extends native.Element {
			static css = `
				${PHONES}
				body { font-family: -apple-system, "Helvetica Neue", "Noto Sans CJK SC", sans-serif; font-size: 16px;
					line-height: normal; text-size-adjust: 100%; -webkit-tap-highlight-color: transparent; }
				:host { display: block; min-height: 100%; box-sizing: border-box; }
				[hidden] { display: none !important; }
				:where(:host[data-boxes="border"], :host[data-boxes="border"] *) { box-sizing: border-box; }
			`;
		},
	);
})();
