/** What `<checkbox>`, `<radio>` and `<switch>` share: a mark that is on or off. */
(() => {
	const native = globalThis.miniNative;

	native.Toggle = class extends native.Element {
		/** The looks of a mark with a sign in it. */
		static looks = (radius, sign) => `
			:host { display: inline-block; cursor: pointer; }
			:host > .mini-mark { display: inline-flex; width: 22px; height: 22px; margin-right: 5px; vertical-align: middle;
				box-sizing: border-box; align-items: center; justify-content: center; font-size: 16px;
				border: 1px solid #d1d1d1; border-radius: ${radius}; background: #fff; color: var(--mini-colour, #09bb07); }
			:host > .mini-mark.on::before { content: "${sign}"; }
			:host[disabled] > .mini-mark { background: #e1e1e1; color: #adadad; }
		`;
		#isOn = false;

		begin() {
			this.mark = document.createElement("span");
			this.mark.className = "mini-mark";
			this.prepend(this.mark);
			this.changed("color");
			this.isOn = this.is("checked");
			this.addEventListener("click", () => {
				if (!this.is("disabled")) this.toggle();
			});
		}

		changed(name) {
			if (name === "checked") this.isOn = this.is("checked");
			if (name === "color" && this.value("color")) {
				this.style.setProperty("--mini-colour", String(this.value("color")));
			}
		}

		toggle() {}

		get isOn() {
			return this.#isOn;
		}

		set isOn(isOn) {
			this.#isOn = isOn;
			this.mark?.classList.toggle("on", isOn);
		}
	};
})();
