/** `<ad>`: an advertisement, which the host brings. */
(() => {
	const native = globalThis.miniNative;

	native.standIn("ad", {
		words: "广告 · advertisement of the host",
		why: "the host chooses and shows advertisements; a box stands in",
		looks: "width: 100%; min-height: 113px;",
		attributes: ["unit-id", "ad-intervals", "ad-type", "ad-theme"],
		events: ["error", "close"],
		emits: ["load"],
	});
})();
