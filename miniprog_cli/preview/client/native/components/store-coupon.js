/** `<store-coupon>`: of a store that the host runs. */
(() => {
	const native = globalThis.miniNative;

	native.standIn("store-coupon", {
		words: "小店优惠券 · coupon of a store",
		why: "stores are the host's; a box stands in",
		looks: "width: 100%; min-height: 100px;",
		attributes: ["appid", "custom-content", "product-id", "custom-style"],
		events: ["entersuccess", "entererror"],
	});
})();
