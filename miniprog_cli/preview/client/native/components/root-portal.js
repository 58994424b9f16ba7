/** `<root-portal>`: lifts what is in it out of the page, above all else and free of its clipping. */
(() => {
	const native = globalThis.miniNative;

	native.component(
		"root-portal",
		class extends native.Element {
			static attributes = ["enable"];
			static css = `
				:host { display: block; }
				:host[popover] { position: fixed; contain: layout; max-width: none; max-height: none;
					margin: 0; padding: 0; border: 0; overflow: visible; color: inherit; background: none;
					pointer-events: none; }
				:host[popover] > * { pointer-events: auto; }
			`;

			begin() {
				this.inside ??= native.gestures.shadow(this, "<slot></slot>");
				this.sizes = new ResizeObserver(() => this.#place());
				this.sizes.observe(document.documentElement);
				this.changed("enable");
			}

			end() {
				this.sizes?.disconnect();
			}

			/** Over the window of the page, not over the bars around it. */
			#place() {
				const screen = this.closest("mini-window") ?? document.documentElement;
				const { left, top, width, height } = screen.getBoundingClientRect();
				const place = { left, top, width, height };
				for (const [name, pixels] of Object.entries(place)) this.inside.style[name] = `${pixels}px`;
			}

			changed(_name) {
				const isOut = this.is("enable", true);
				// the browser's own layer: the element stays where the framework has put it
				this.popover = isOut ? "manual" : null;
				if (!isOut) return;
				this.#place();
				this.showPopover();
			}
		},
	);
})();
