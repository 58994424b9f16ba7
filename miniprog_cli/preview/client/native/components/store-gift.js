/** `<store-gift>`: what only the host itself can show. */
(() => {
	const native = globalThis.miniNative;

	native.standIn("store-gift", {
		words: "小店礼物 · gift of a store",
		why: "stores are the host's; a box stands in",
		looks: "width: 100%; min-height: 60px;",
		attributes: ["present-order-id", "open-id", "show-gift-card"],
		events: ["success", "error"],
	});
})();
