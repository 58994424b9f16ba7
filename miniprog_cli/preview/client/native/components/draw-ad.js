/** `<draw-ad>`: what only the host itself can show. */
(() => {
	const native = globalThis.miniNative;

	native.standIn("draw-ad", {
		words: "广告 · advertisement between films",
		why: "the host chooses and shows advertisements; a box stands in",
		looks: "width: 100%; min-height: 100vh;",
		attributes: ["unit-id", "full-screen", "scale"],
		events: ["error", "play", "stop"],
	});
})();
