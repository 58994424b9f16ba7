/** `<slider>`: a number on a line. */
(() => {
	const native = globalThis.miniNative;
	const STEPS = {
		ArrowRight: 1,
		ArrowUp: 1,
		ArrowLeft: -1,
		ArrowDown: -1,
		PageUp: 10,
		PageDown: -10,
	};

	native.component(
		"slider",
		class extends native.Element {
			static attributes = [
				"min",
				"max",
				"step",
				"value",
				"disabled",
				"show-value",
				"color",
				"activeColor",
				"selected-color",
				"backgroundColor",
				"block-size",
				"block-color",
				"name",
			];
			static events = ["change", "changing"];
			static css = `
				:host { display: block; margin: 10px 18px; }
				:host > .wx-slider-wrapper { display: flex; align-items: center; min-height: 16px; }
				:host .wx-slider-tap-area { flex: 1; padding: 8px 0; touch-action: pan-y; cursor: pointer; }
				:host .wx-slider-handle-wrapper { position: relative; height: 2px; border-radius: 5px; background-color: #e9e9e9; }
				:where(.mini-dark) :host .wx-slider-handle-wrapper { background-color: #3a3a3a; }
				:host .wx-slider-track { width: 0; height: 100%; border-radius: 6px; background-color: #1aad19; }
				:where(.mini-v2) :host .wx-slider-track { background-color: #07c160; }
				:host .wx-slider-handle { position: absolute; top: 50%; border-radius: 50%; background-color: #fff;
					transform: translate(-50%, -50%); box-shadow: 0 0 4px rgb(0 0 0 / 20%); }
				:host .wx-slider-value { width: 3ch; margin-left: 1em; font-size: 14px; color: #888; text-align: center; }
				:host:focus { outline: none; }
				:host:focus-visible .wx-slider-handle { outline: 2px solid #10aeff; outline-offset: 2px; }
			`;
			#value = 0;
			#isHeld = false;

			begin() {
				if (!this.area) this.#make();
				this.#value = this.#fitting(this.number("value", 0));
				this.#draw();
			}

			changed(name) {
				if (name === "value" && !this.#isHeld) this.#value = this.#fitting(this.number("value", 0));
				this.#draw();
			}

			get formValue() {
				return this.#value;
			}

			reset() {
				this.#value = this.number("min", 0);
				this.bound("value", this.#value);
				this.#draw();
			}

			#make() {
				const wrapper = this.appendChild(native.part("div", "wx-slider-wrapper"));
				this.area = wrapper.appendChild(native.part("div", "wx-slider-tap-area"));
				this.line = this.area.appendChild(native.part("div", "wx-slider-handle-wrapper"));
				this.track = this.line.appendChild(native.part("div", "wx-slider-track"));
				this.handle = this.line.appendChild(native.part("div", "wx-slider-handle"));
				this.shown = wrapper.appendChild(native.part("span", "wx-slider-value"));
				this.own("role", "slider");
				this.tabIndex = 0;
				this.#listen();
			}

			#listen() {
				const { area } = this;
				area.addEventListener("pointerdown", (event) => {
					if (this.is("disabled")) return;
					this.#isHeld = true;
					area.setPointerCapture(event.pointerId);
					this.#follow(event);
				});
				area.addEventListener("pointermove", (event) => this.#isHeld && this.#follow(event));
				const end = () => {
					if (!this.#isHeld) return;
					this.#isHeld = false;
					this.#tell("change");
				};
				area.addEventListener("pointerup", end);
				area.addEventListener("pointercancel", end);
				this.addEventListener("keydown", (event) => this.#key(event));
			}

			#key(event) {
				const ends = { Home: this.number("min", 0), End: this.number("max", 100) };
				const step = STEPS[event.key];
				if ((!step && !(event.key in ends)) || this.is("disabled")) return;
				event.preventDefault();
				const wanted = step ? this.#value + step * this.#step : ends[event.key];
				if (this.#move(wanted)) this.#tell("change");
			}

			#follow({ clientX }) {
				const { left, width } = this.line.getBoundingClientRect();
				const part = Math.min(1, Math.max(0, (clientX - left) / (width || 1)));
				const [min, max] = [this.number("min", 0), this.number("max", 100)];
				if (this.#move(min + part * (max - min))) this.#tell("changing");
			}

			#move(wanted) {
				const value = this.#fitting(wanted);
				if (value === this.#value) return false;
				this.#value = value;
				this.#draw();
				return true;
			}

			#tell(name) {
				this.bound("value", this.#value);
				this.emit(name, { value: this.#value });
			}

			get #step() {
				return this.number("step", 1) || 1;
			}

			/** Give the nearest value that the steps reach, as short as the step is written. */
			#fitting(wanted) {
				const [min, max] = [this.number("min", 0), this.number("max", 100)];
				const reached = min + Math.round((wanted - min) / this.#step) * this.#step;
				const places = (String(this.#step).split(".")[1] ?? "").length;
				return Number(Math.min(max, Math.max(min, reached)).toFixed(places));
			}

			#draw() {
				const [min, max] = [this.number("min", 0), this.number("max", 100)];
				const part = max > min ? ((this.#value - min) * 100) / (max - min) : 0;
				const size = Math.min(28, Math.max(12, this.number("block-size", 28)));
				const chosen = this.value("activeColor") ?? this.value("selected-color", "");
				this.line.style.backgroundColor = String(
					this.value("backgroundColor") ?? this.value("color", ""),
				);
				this.track.style.cssText = `width: ${part}%; background-color: ${chosen}`;
				this.handle.style.cssText = `left: ${part}%; width: ${size}px; height: ${size}px; background-color: ${this.value("block-color", "#fff")}`;
				this.shown.hidden = !this.is("show-value");
				this.shown.textContent = String(this.#value);
				this.own("aria-valuemin", String(min));
				this.own("aria-valuemax", String(max));
				this.own("aria-valuenow", String(this.#value));
				this.own("aria-disabled", String(this.is("disabled")));
			}
		},
	);
})();
