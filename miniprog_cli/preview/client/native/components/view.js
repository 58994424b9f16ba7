/** `<view>`: a block, which may look otherwise while it is pressed. */
(() => {
	const native = globalThis.miniNative;

	native.component(
		"view",
		class extends native.Element {
			static attributes = [
				"hover-class",
				"hover-start-time",
				"hover-stay-time",
				"hover-stop-propagation",
			];
			static css = ":host { display: block; }";

			begin() {
				native.hover(this);
			}
		},
	);
})();
