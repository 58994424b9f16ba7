/** `<checkbox>`: on or off, one of the values of its group. */
(() => {
	const native = globalThis.miniNative;

	native.component(
		"checkbox",
		class extends native.Toggle {
			static mark = "wx-checkbox-input";
			static css = `${native.Toggle.looks("wx-checkbox-input")}
				:host > .wx-checkbox-input { border-radius: 3px; color: #09bb07; }
				:host > .wx-checkbox-input-checked::before { content: "\\2713"; font-weight: 700; }
				:where(.mini-v2) :host > .wx-checkbox-input { color: #07c160; }
			`;

			toggle() {
				super.toggle();
				this.closest(`${native.elements.prefix}checkbox-group`)?.tell();
			}

			paint(colour, isDisabled) {
				this.mark.style.color = isDisabled ? "" : colour;
			}
		},
	);
})();
