/** `<store-product>`: of a store that the host runs. */
(() => {
	const native = globalThis.miniNative;

	native.standIn("store-product", {
		words: "小店商品 · product of a store",
		why: "stores are the host's; a box stands in",
		looks: "width: 100%; min-height: 100px;",
		attributes: ["appid", "custom-content", "product-id", "custom-style"],
		events: ["entersuccess", "entererror"],
	});
})();
