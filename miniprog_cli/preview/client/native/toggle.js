/** What `<checkbox>`, `<radio>` and `<switch>` share: a mark that is on or off. */
(() => {
	const native = globalThis.miniNative;

	/**
	 * Let an element be reached and pressed by keys, with a role that screen readers tell; a role that
	 * the program gives stays.
	 */
	native.keys = (element, role, keys = ["Enter", " "]) => {
		if (!element.hasAttribute("role")) element.own("role", role);
		if (!element.hasAttribute("tabindex")) element.tabIndex = 0;
		element.addEventListener("keydown", (event) => {
			if (event.target !== element || !keys.includes(event.key)) return;
			event.preventDefault();
			element.press();
		});
	};

	native.Toggle = class extends native.Element {
		static attributes = ["value", "checked", "disabled", "color"];
		/** Its role for screen readers, and the classes of its mark, as programs name them. */
		static role = "checkbox";
		static mark = "";

		/** The looks of a mark with a sign in it. */
		static looks = (name) => `
			:host { display: inline-block; cursor: pointer; }
			:host > .${name} { position: relative; display: inline-block; width: 22px; height: 22px;
				margin-right: 5px; vertical-align: middle; box-sizing: border-box;
				border: 1px solid #d1d1d1; background-color: #fff; }
			:host > .${name}-checked::before { position: absolute; top: 50%; left: 50%;
				transform: translate(-50%, -50%); font-size: 17px; line-height: 1; }
			:host > .${name}-disabled { background-color: #e1e1e1; }
			:host > .${name}-disabled::before { color: #adadad; }
			:host:focus { outline: none; }
			:host:focus-visible > .${name} { outline: 2px solid #10aeff; outline-offset: 2px; }
			:where(.mini-v2) :host > .${name} { width: 24px; height: 24px; }
			:where(.mini-dark) :host > .${name}:not(.${name}-checked) { border-color: #5c5c5c; background-color: #2c2c2c; }
		`;
		#isOn = false;

		begin() {
			const { role, mark } = /** @type {any} */ (this.constructor);
			if (!this.mark) {
				this.mark = native.part("span", mark);
				this.prepend(this.mark);
				this.addEventListener("click", () => this.press());
				native.keys(this, role, [" ", "Enter"]);
			}
			this.#paint();
			this.isOn = this.is("checked");
		}

		changed(name) {
			if (name === "checked") this.isOn = this.is("checked");
			this.#paint();
		}

		/** Press it by any means. */
		press() {
			if (!this.is("disabled")) this.toggle();
		}

		/** What a press does. */
		toggle() {
			this.isOn = !this.isOn;
			this.bound("checked", this.isOn);
		}

		reset() {
			this.isOn = false;
			this.bound("checked", false);
		}

		get isOn() {
			return this.#isOn;
		}

		set isOn(isOn) {
			this.#isOn = isOn;
			this.#paint();
		}

		#paint() {
			if (!this.mark) return;
			const { mark } = /** @type {any} */ (this.constructor);
			const isDisabled = this.is("disabled");
			this.mark.classList.toggle(`${mark}-checked`, this.#isOn);
			this.mark.classList.toggle(`${mark}-disabled`, isDisabled);
			this.own("aria-checked", String(this.#isOn));
			this.own("aria-disabled", String(isDisabled));
			this.paint(String(this.value("color", "")), isDisabled);
		}

		/** Colour the mark. */
		paint(_colour, _isDisabled) {}
	};
})();
