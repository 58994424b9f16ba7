/** `<sticky-section>`: what a `<sticky-header>` belongs to; the next header pushes it out. */
(() => {
	const native = globalThis.miniNative;

	native.component(
		"sticky-section",
		class extends native.Element {
			static attributes = ["push-pinned-header", "padding"];
			static css = `
				:host { display: block; box-sizing: border-box; }
				:host[push-pinned-header="false"], :host[data-stays] { display: contents; }
			`;

			begin() {
				this.inside ??= native.gestures.shadow(this, "<slot></slot>");
				this.changed();
			}

			changed() {
				// headers that are not pushed stay for the whole of the scroll-view
				this.toggleAttribute("data-stays", !this.is("push-pinned-header", true));
				this.inside.style.padding = this.list("padding")
					.map((each) => `${Number(each) || 0}px`)
					.join(" ");
			}
		},
	);
})();
