/** `<share-element>`: what two pages share; it is shown, and pages change without moving it. */
(() => {
	const native = globalThis.miniNative;

	native.component(
		"share-element",
		class extends native.Element {
			static attributes = [];
			static events = [];
			static later =
				"key transform duration easing-function transition-on-gesture shuttle-on-push shuttle-on-pop rect-tween-type frame".split(
					" ",
				);
			static placeholder = "shows what is in it; it does not fly from one page to the next";
			static css = ":host { display: block; }";
		},
	);
})();
