/** `<list-view>`: a list in a scroll-view of the kind `custom`. */
(() => {
	const native = globalThis.miniNative;

	native.component(
		"list-view",
		class extends native.Element {
			static attributes = ["padding"];
			static css = ":host { display: block; box-sizing: border-box; }";

			begin() {
				this.inside ??= native.gestures.shadow(this, "<slot></slot>");
				this.changed();
			}

			changed() {
				this.inside.style.padding = this.list("padding")
					.map((each) => `${Number(each) || 0}px`)
					.join(" ");
			}
		},
	);
})();
