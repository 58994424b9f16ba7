/** `<span>`: text and pictures in one line. */
(() => {
	const native = globalThis.miniNative;

	native.component(
		"span",
		class extends native.Element {
			static css = ":host { display: inline; }";
		},
	);
})();
