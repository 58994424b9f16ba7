/** `<draggable-sheet>`: a sheet from below, as high as it is dragged. */
(() => {
	const native = globalThis.miniNative;
	const { drag, animate, shadow } = native.gestures;

	native.component(
		"draggable-sheet",
		class DraggableSheet extends native.Element {
			static attributes = "initial-child-size min-child-size max-child-size snap snap-sizes".split(
				" ",
			);
			static events = ["sizeupdate"];
			static later = ["worklet:onsizeupdate"];
			static css =
				":host { display: block; position: relative; height: 100%; pointer-events: none; }";
			#size = 0.5;
			#stop = () => {};

			begin() {
				if (!this.shadowRoot) this.#build();
				this.#set(this.number("initial-child-size", 0.5), { isQuiet: true });
			}

			#build() {
				this.inside = shadow(
					this,
					"<style>div { position: absolute; left: 0; right: 0; bottom: 0; overflow: hidden; pointer-events: auto; touch-action: none; }</style><div><slot></slot></div>",
				);
				let from = 0;
				drag(this.inside.find("div"), {
					may: ({ dx, dy }) => Math.abs(dy) > Math.abs(dx),
					begin: () => {
						this.#stop();
						from = this.#size;
					},
					move: ({ dy }) => this.#set(from - dy / (this.clientHeight || 1)),
					end: () => this.is("snap") && this.#go(this.#nearest()),
				});
			}

			get #limits() {
				return [this.number("min-child-size", 0.25), this.number("max-child-size", 1)];
			}

			#set(size, { isQuiet = false } = {}) {
				const [low, high] = this.#limits;
				this.#size = Math.max(low, Math.min(high, size));
				this.inside.find("div").style.height = `${this.#size * 100}%`;
				if (!isQuiet)
					this.emit("sizeupdate", { size: this.#size, pixels: this.#size * this.clientHeight });
			}

			#nearest() {
				const sizes = [...this.#limits, ...this.list("snap-sizes").map(Number)];
				return sizes.sort((one, two) => Math.abs(one - this.#size) - Math.abs(two - this.#size))[0];
			}

			#go(to, duration = 200) {
				const from = this.#size;
				this.#stop();
				this.#stop = animate(duration, (part) => this.#set(from + (to - from) * part));
			}

			/** DraggableSheetContext. */
			get node() {
				return {
					scrollTo: ({ size, pixels = 0, animated = true, duration = 300 }) =>
						this.#go(size ?? pixels / (this.clientHeight || 1), animated ? duration : 0),
				};
			}
		},
	);
})();
