/** `<ad-custom>`: an advertisement by a template of the host's. */
(() => {
	const native = globalThis.miniNative;

	native.standIn("ad-custom", {
		words: "广告 · advertisement by a template of the host",
		why: "the host chooses and shows advertisements; a box stands in",
		looks: "width: 100%; min-height: 120px;",
		attributes: ["unit-id", "ad-intervals"],
		events: ["error"],
		emits: ["load"],
	});
})();
