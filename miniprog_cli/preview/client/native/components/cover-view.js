/** `<cover-view>`: text and boxes above what was once native, such as maps. */
(() => {
	const native = globalThis.miniNative;

	native.component(
		"cover-view",
		class extends native.Element {
			static attributes = [
				"scroll-top",
				"marker-id",
				"hover-class",
				"hover-start-time",
				"hover-stay-time",
			];
			static css = `
				:host { display: block; line-height: 1.2; overflow: hidden; white-space: nowrap; pointer-events: auto; }
			`;

			begin() {
				native.hover(this);
				this.changed("scroll-top");
			}

			changed(name) {
				if (name === "scroll-top" && this.value(name) !== undefined)
					this.scrollTop = this.number(name);
			}
		},
	);
})();
