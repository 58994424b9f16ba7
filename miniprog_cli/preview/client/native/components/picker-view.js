/** `<picker-view>`: columns to choose from, within the page. */
(() => {
	const native = globalThis.miniNative;
	const COLUMN = `${native.elements.prefix}picker-view-column`;

	native.component(
		"picker-view",
		class extends native.Element {
			static attributes = [
				"value",
				"indicator-style",
				"indicator-class",
				"mask-style",
				"mask-class",
				"immediate-change",
				"name",
			];
			static events = ["change", "pickstart", "pickend"];
			static css = `
				:host { display: flex; position: relative; overflow: hidden; }
				:host > .mini-mask { position: absolute; z-index: 1; inset: 0; pointer-events: none;
					background: linear-gradient(rgb(255 255 255 / 95%), rgb(255 255 255 / 60%)) top / 100% calc(50% - var(--mini-item, 34px) / 2) no-repeat,
						linear-gradient(rgb(255 255 255 / 60%), rgb(255 255 255 / 95%)) bottom / 100% calc(50% - var(--mini-item, 34px) / 2) no-repeat; }
				:where(.mini-dark) :host > .mini-mask { background-image: linear-gradient(rgb(35 35 35 / 95%), rgb(35 35 35 / 60%)), linear-gradient(rgb(35 35 35 / 60%), rgb(35 35 35 / 95%)); }
				:host > .mini-indicator { position: absolute; z-index: 2; left: 0; right: 0; top: 50%; height: 34px; box-sizing: border-box;
					transform: translateY(-50%); pointer-events: none; border: solid #e5e5e5; border-width: 1px 0; }
				:where(.mini-dark) :host > .mini-indicator { border-color: rgb(255 255 255 / 10%); }
			`;
			#told = "";

			begin() {
				if (!this.indicator) {
					this.mask = this.appendChild(native.part("div", "mini-mask"));
					this.indicator = this.appendChild(native.part("div", "mini-indicator"));
				}
				this.#draw();
				// columns begin after it, in the same turn
				queueMicrotask(() => this.#show());
			}

			changed(name) {
				if (name === "value") this.#show();
				else this.#draw();
			}

			get formValue() {
				return this.#columns.map((column) => column.index);
			}

			reset() {
				for (const column of this.#columns) column.show(0);
			}

			/** @returns {any[]} */
			get #columns() {
				return [...this.querySelectorAll(COLUMN)];
			}

			#draw() {
				const { indicator, mask } = this;
				const text = (name) => String(this.value(name, "") ?? "");
				indicator.className = ["mini-indicator", ...this.scoped(text("indicator-class"))].join(" ");
				indicator.style.cssText = native.styles.px(text("indicator-style"));
				mask.className = ["mini-mask", ...this.scoped(text("mask-class"))].join(" ");
				mask.style.cssText = native.styles.px(text("mask-style"));
				this.style.setProperty("--mini-item", `${this.item}px`);
			}

			/** How high an item is, in pixels: as high as the indicator. */
			get item() {
				return this.indicator?.offsetHeight || 34;
			}

			#show() {
				const value = this.list("value");
				for (const [index, column] of this.#columns.entries())
					column.show(Number(value[index]) || 0);
				this.#told = JSON.stringify(this.formValue);
			}

			/** Called by a column that turns, or has come to rest. */
			turned(kind) {
				if (kind === "pickstart") this.emit("pickstart", {});
				const isDue = kind === "pickend" || (kind === "move" && this.is("immediate-change"));
				const value = this.formValue;
				if (isDue && JSON.stringify(value) !== this.#told) {
					this.#told = JSON.stringify(value);
					this.bound("value", value);
					this.emit("change", { value });
				}
				if (kind === "pickend") this.emit("pickend", {});
			}
		},
	);
})();
