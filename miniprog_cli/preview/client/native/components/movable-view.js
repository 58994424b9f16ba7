/** `<movable-view>`: moved within its `<movable-area>` by hand, with inertia, and scaled. */
(() => {
	const native = globalThis.miniNative;
	const { drag, animate, glide, shadow } = native.gestures;
	const rounded = (number) => Number(number.toFixed(1));
	const between = (low, value, high) => Math.min(Math.max(low, value), Math.max(low, high));

	native.component(
		"movable-view",
		class MovableView extends native.Element {
			static attributes =
				"direction inertia out-of-bounds x y damping friction disabled scale scale-min scale-max scale-value animation".split(
					" ",
				);
			static events = ["change", "scale", "htouchmove", "vtouchmove"];
			static css = `
				:host { display: inline-block; position: absolute; left: 0; top: 0; width: 10px; height: 10px;
					touch-action: none; will-change: transform; cursor: grab; }
			`;
			#x = 0;
			#y = 0;
			#scale = 1;
			#stops = [];
			#spread = 0;
			#given = {};

			begin() {
				if (!this.shadowRoot) {
					this.inside = shadow(this, "<slot></slot>");
					this.#drag();
					this.hear("wheel", (event) => this.pinched(event), { passive: false });
					this.hear("touchstart", (event) => this.pinched(event), { passive: true });
					this.hear("touchmove", (event) => this.pinched(event), { passive: false });
				}
				this.#scale = this.is("scale") ? this.#allowed(this.number("scale-value", 1)) : 1;
				this.#given = { x: this.number("x"), y: this.number("y") };
				this.#put(this.#given.x, this.#given.y, "", { isQuiet: true });
				this.settle();
			}

			end() {
				this.#still();
			}

			changed(name) {
				if (name === "x" || name === "y") {
					if (this.#given[name] === this.number(name)) return;
					this.#given[name] = this.number(name);
					const to = this.number(name);
					this.#slide(name === "x" ? to : this.#x, name === "y" ? to : this.#y, "");
				} else if (name === "scale-value" && this.is("scale")) {
					this.#scaled(this.#allowed(this.number("scale-value", 1)));
				} else if (name.startsWith("scale")) {
					this.#scaled(this.is("scale") ? this.#allowed(this.#scale) : 1);
				}
			}

			/** Come back into the area, whose size may have changed. */
			settle() {
				const { x, y } = this.#inside(this.#x, this.#y);
				if (x !== this.#x || y !== this.#y) this.#put(x, y, "", { isQuiet: true });
			}

			#still() {
				for (const stop of this.#stops.splice(0)) stop();
			}

			#allowed(scale) {
				return between(this.number("scale-min", 0.5), scale, this.number("scale-max", 10));
			}

			/** Give the nearest place within the area; one that is larger than it covers it. */
			#inside(x, y) {
				const area = this.parentElement;
				const one = (at, size, whole, before) => {
					const low = Math.min(-before, whole - size - before);
					return between(low, at, Math.max(-before, whole - size - before));
				};
				return {
					x: one(x, this.offsetWidth * this.#scale, area.clientWidth, this.offsetLeft),
					y: one(y, this.offsetHeight * this.#scale, area.clientHeight, this.offsetTop),
				};
			}

			#put(x, y, source, { isQuiet = false } = {}) {
				const isOther = x !== this.#x || y !== this.#y;
				this.#x = x;
				this.#y = y;
				// scaled around its middle; x and y are the corner that is seen
				const left = x + (this.offsetWidth * (this.#scale - 1)) / 2;
				const top = y + (this.offsetHeight * (this.#scale - 1)) / 2;
				this.inside.style.transform = `translate(${left}px, ${top}px) scale(${this.#scale})`;
				if (isOther && !isQuiet) this.emit("change", { x: rounded(x), y: rounded(y), source });
			}

			/** Move to a place that the program names, or back. */
			#slide(x, y, source) {
				this.#still();
				const to = this.is("out-of-bounds") && source === "" ? { x, y } : this.#inside(x, y);
				if (!this.is("animation", true)) {
					this.#put(to.x, to.y, source);
					return;
				}
				const from = { x: this.#x, y: this.#y };
				const duration = 8000 / Math.max(5, this.number("damping", 20));
				this.#stops.push(
					animate(duration, (part) => {
						this.#put(from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part, source);
					}),
				);
			}

			get #ways() {
				const direction = String(this.value("direction", "none"));
				return {
					isAcross: direction === "all" || direction === "horizontal",
					isDown: direction === "all" || direction === "vertical",
				};
			}

			#drag() {
				let from;
				drag(this, {
					may: ({ dx, dy }) => {
						const { isAcross, isDown } = this.#ways;
						if (this.is("disabled")) return false;
						return Math.abs(dx) > Math.abs(dy) ? isAcross : isDown;
					},
					begin: ({ dx, dy }) => {
						this.#still();
						from = { x: this.#x, y: this.#y };
						this.emit(Math.abs(dx) > Math.abs(dy) ? "htouchmove" : "vtouchmove", {});
					},
					move: ({ dx, dy }) => {
						const { isAcross, isDown } = this.#ways;
						this.#pull(from.x + (isAcross ? dx : 0), from.y + (isDown ? dy : 0));
					},
					end: (told) => this.#let(told),
				});
			}

			/** Follow the hand; beyond the edges only where that is allowed, and slower. */
			#pull(x, y) {
				const inner = this.#inside(x, y);
				const isBeyond = inner.x !== x || inner.y !== y;
				if (isBeyond && this.is("out-of-bounds")) {
					const slowed = (at, edge) =>
						edge + Math.sign(at - edge) * Math.sqrt(Math.abs(at - edge)) * 4;
					this.#put(slowed(x, inner.x), slowed(y, inner.y), "touch-out-of-bounds");
				} else {
					this.#put(inner.x, inner.y, "touch");
				}
			}

			#let({ vx, vy }) {
				const inner = this.#inside(this.#x, this.#y);
				if (inner.x !== this.#x || inner.y !== this.#y) {
					this.#slide(inner.x, inner.y, "out-of-bounds");
					return;
				}
				if (!this.is("inertia")) return;
				const { isAcross, isDown } = this.#ways;
				const friction = 1 - Math.max(0.1, this.number("friction", 2)) / 600;
				const go = (speed, move) => {
					if (speed) this.#stops.push(glide(speed, move, { friction }));
				};
				const push = (dx, dy) => {
					const next = this.#inside(this.#x + dx, this.#y + dy);
					const isStuck = next.x === this.#x && next.y === this.#y;
					this.#put(next.x, next.y, "friction");
					return isStuck;
				};
				go(isAcross ? vx : 0, (step) => push(step, 0));
				go(isDown ? vy : 0, (step) => push(0, step));
			}

			#scaled(scale) {
				if (scale === this.#scale) return;
				const ratio = scale / this.#scale;
				const [width, height] = [this.offsetWidth * this.#scale, this.offsetHeight * this.#scale];
				this.#scale = scale;
				const inner = this.#inside(
					this.#x - (width * (ratio - 1)) / 2,
					this.#y - (height * (ratio - 1)) / 2,
				);
				this.#put(inner.x, inner.y, "", { isQuiet: true });
				const detail = {
					scale: Number(scale.toFixed(3)),
					x: rounded(inner.x),
					y: rounded(inner.y),
				};
				this.emit("scale", detail);
			}

			/** Two fingers, or the wheel of a mouse, scale it. */
			pinched(event) {
				if (!this.is("scale") || this.is("disabled")) return;
				if (event instanceof WheelEvent) {
					event.preventDefault();
					this.#scaled(this.#allowed(this.#scale * 0.998 ** event.deltaY));
					return;
				}
				const [one, two] = event.touches;
				if (!two) return;
				const spread = Math.hypot(one.clientX - two.clientX, one.clientY - two.clientY);
				if (event.type === "touchmove") {
					if (event.cancelable) event.preventDefault();
					this.#scaled(this.#allowed((this.#scale * spread) / (this.#spread || spread)));
				}
				this.#spread = spread;
			}
		},
	);
})();
