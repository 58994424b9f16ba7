/** `<swiper-item>`: one sheet of a `<swiper>`, as large as its place. */
(() => {
	const native = globalThis.miniNative;

	native.component(
		"swiper-item",
		class extends native.Element {
			static attributes = ["item-id"];
			static later = ["skip-hidden-item-layout"];
		},
	);
})();
