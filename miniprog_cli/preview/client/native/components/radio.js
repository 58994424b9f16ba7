/** `<radio>`: one of several, of which one is on. */
(() => {
	const native = globalThis.miniNative;

	native.component(
		"radio",
		class extends native.Toggle {
			static role = "radio";
			static mark = "wx-radio-input";
			static css = `${native.Toggle.looks("wx-radio-input")}
				:host > .wx-radio-input { border-radius: 50%; }
				:host > .wx-radio-input-checked { border-color: #09bb07; background-color: #09bb07; color: #fff; }
				:host > .wx-radio-input-checked::before { content: "\\2713"; font-weight: 700; }
				:where(.mini-v2) :host > .wx-radio-input-checked { border-color: #07c160; background-color: #07c160; }
				:host > .wx-radio-input-disabled { border-color: #d1d1d1 !important; background-color: #e1e1e1 !important; }
			`;

			begin() {
				super.begin();
				if (this.isOn) this.#group?.choose(this);
			}

			changed(name) {
				super.changed(name);
				// the one that is set last stays
				if (name === "checked" && this.isOn) this.#group?.choose(this);
			}

			toggle() {
				if (this.isOn) return;
				super.toggle();
				this.#group?.choose(this);
				this.#group?.tell();
			}

			paint(colour) {
				const shown = this.isOn ? colour : "";
				this.mark.style.borderColor = shown;
				this.mark.style.backgroundColor = shown;
			}

			get #group() {
				return /** @type {any} */ (this.closest(`${native.elements.prefix}radio-group`));
			}
		},
	);
})();
