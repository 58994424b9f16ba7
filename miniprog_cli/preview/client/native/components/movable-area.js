/** `<movable-area>`: where `<movable-view>`s move; with `scale-area` all of it takes the pinch. */
(() => {
	const native = globalThis.miniNative;

	native.component(
		"movable-area",
		class extends native.Element {
			static attributes = ["scale-area"];
			static css = ":host { display: block; position: relative; width: 10px; height: 10px; }";

			begin() {
				const pinch = (event) => {
					if (!this.is("scale-area") || event.target !== this) return;
					const inner = this.querySelector(`${native.elements.prefix}movable-view[scale]`);
					inner?.pinched(event);
				};
				this.hear("wheel", pinch, { passive: false });
				this.hear("touchstart", pinch, { passive: true });
				this.hear("touchmove", pinch, { passive: false });
				this.sizes = new ResizeObserver(() => {
					for (const view of this.children) view.settle?.();
				});
				this.sizes.observe(/** @type {any} */ (this));
			}

			end() {
				this.sizes?.disconnect();
			}
		},
	);
})();
