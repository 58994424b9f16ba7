/** `<switch>`: on or off. */
(() => {
	const native = globalThis.miniNative;

	native.component(
		"switch",
		class extends native.Toggle {
			static attributes = ["checked", "disabled", "type", "color"];
			static events = ["change"];
			static css = `
				:host { display: inline-block; cursor: pointer; }
				:host > .mini-mark { display: block; position: relative; width: 52px; height: 32px; border-radius: 16px;
					box-sizing: border-box; background: #dfdfdf; transition: background 0.1s; }
				:host > .mini-mark::after { content: ""; position: absolute; top: 1px; left: 1px; width: 30px; height: 30px;
					border-radius: 15px; background: #fff; box-shadow: 0 1px 3px rgb(0 0 0 / 40%); transition: translate 0.3s; }
				:host > .mini-mark.on { background: var(--mini-colour, #04be02); }
				:host > .mini-mark.on::after { translate: 20px; }
				:host[disabled] { opacity: 0.7; }
			`;

			toggle() {
				this.isOn = !this.isOn;
				this.bound("checked", this.isOn);
				this.emit("change", { value: this.isOn });
			}

			get formValue() {
				return this.isOn;
			}

			reset() {
				this.isOn = false;
			}
		},
	);
})();
