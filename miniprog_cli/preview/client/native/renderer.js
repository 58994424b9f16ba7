/**
 * What the program asks of WeChat's other renderer, Skyline, that sheets lean on: boxes count their
 * border, views are columns and places of what lies in them. The rest of it is not here.
 * developers.weixin.qq.com, framework/runtime/skyline/wxss
 */
(() => {
	const native = globalThis.miniNative;
	const { sources } = native;

	/** Mark the element of a page with what it looks like without a word of its sheets. */
	function dress(element, path) {
		const page = sources.json(`${path}.json`);
		if ((page.renderer ?? sources.app.renderer) !== "skyline") return;
		const options = { ...sources.app.rendererOptions, ...page.rendererOptions }.skyline ?? {};
		element.dataset.places = "views";
		if (options.defaultContentBox !== true) element.dataset.boxes = "border";
		if (options.defaultDisplayBlock !== true) element.dataset.flow = "column";
	}

	native.renderer = { dress };
})();
