/** `<slider>`: a number on a line. */
(() => {
	const native = globalThis.miniNative;

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
				"activeColor",
				"active-color",
				"selected-color",
			];
			static events = ["change", "changing"];
			static later = ["block-size", "block-color", "backgroundColor", "background-color"];
			static css = `
				:host { display: flex; align-items: center; margin: 10px 18px; min-height: 28px; }
				:host > input { flex: 1; min-width: 0; margin: 0; accent-color: var(--mini-colour, #1aad19); }
				:host > span { width: 3ch; padding-left: 1em; color: #888; text-align: center; font-size: 14px; }
			`;

			begin() {
				this.field = document.createElement("input");
				this.field.type = "range";
				this.shown = document.createElement("span");
				this.append(this.field, this.shown);
				this.changed();
				this.field.addEventListener("input", () => this.#told("changing"));
				this.field.addEventListener("change", () => this.#told("change"));
			}

			changed() {
				const { field } = this;
				field.min = String(this.number("min", 0));
				field.max = String(this.number("max", 100));
				field.step = String(this.number("step", 1));
				field.value = String(this.number("value", 0));
				field.disabled = this.is("disabled");
				const colour =
					this.value("activeColor") ?? this.value("active-color") ?? this.value("selected-color");
				if (colour) this.style.setProperty("--mini-colour", String(colour));
				this.#show();
			}

			#show() {
				this.shown.hidden = !this.is("show-value");
				this.shown.textContent = this.field.value;
			}

			#told(name) {
				this.#show();
				this.bound("value", this.formValue);
				this.emit(name, { value: this.formValue });
			}

			get formValue() {
				return Number(this.field.value);
			}

			reset() {
				this.field.value = this.field.min;
				this.#show();
			}
		},
	);
})();
