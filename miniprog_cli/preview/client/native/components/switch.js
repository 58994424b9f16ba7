/** `<switch>`: on or off at once; as `checkbox` it looks like one. */
(() => {
	const native = globalThis.miniNative;

	native.component(
		"switch",
		class extends native.Toggle {
			static attributes = ["checked", "disabled", "type", "color", "name"];
			static events = ["change"];
			static role = "switch";
			static mark = "wx-switch-input";
			static css = `
				:host { display: inline-block; cursor: pointer; vertical-align: middle; }
				:host > .wx-switch-input { display: block; position: relative; width: 52px; height: 32px; margin-right: 5px;
					border: 1px solid #dfdfdf; border-radius: 16px; box-sizing: border-box; background-color: #dfdfdf;
					transition: background-color 0.1s, border 0.1s; }
				:host > .wx-switch-input::before { content: ""; position: absolute; top: 0; left: 0; width: 50px; height: 30px;
					border-radius: 15px; background-color: #fdfdfd; transition: transform 0.3s; }
				:host > .wx-switch-input::after { content: ""; position: absolute; top: 0; left: 0; width: 30px; height: 30px;
					border-radius: 15px; background-color: #fff; box-shadow: 0 1px 3px rgb(0 0 0 / 40%); transition: transform 0.3s; }
				:host > .wx-switch-input-checked { border-color: #04be02; background-color: #04be02; }
				:host > .wx-switch-input-checked::before { transform: scale(0); }
				:host > .wx-switch-input-checked::after { transform: translateX(20px); }
				:where(.mini-v2) :host > .wx-switch-input-checked { border-color: #07c160; background-color: #07c160; }
				:where(.mini-dark) :host > .wx-switch-input:not(.wx-switch-input-checked) { border-color: #393939; }
				:where(.mini-dark) :host > .wx-switch-input:not(.wx-switch-input-checked)::before { background-color: #393939; }
				:host > .wx-switch-input-disabled { opacity: 0.7; }
				:host:focus { outline: none; }
				:host:focus-visible > .wx-switch-input { outline: 2px solid #10aeff; outline-offset: 2px; }
				:host[type="checkbox"] > .wx-switch-input { width: 22px; height: 22px; border: 1px solid #d1d1d1; border-radius: 3px;
					background-color: #fff; color: #09bb07; }
				:host[type="checkbox"] > .wx-switch-input::before { display: none; }
				:host[type="checkbox"] > .wx-switch-input::after { content: none; }
				:host[type="checkbox"] > .wx-switch-input-checked::after { content: "\\2713"; display: grid; place-items: center;
					width: 100%; height: 100%; transform: none; background: none; box-shadow: none; font: 700 17px/1 sans-serif; }
			`;

			toggle() {
				super.toggle();
				this.emit("change", { value: this.isOn });
			}

			get formValue() {
				return this.isOn;
			}

			paint(colour) {
				const isBox = this.value("type") === "checkbox";
				const shown = this.isOn && !isBox ? colour : "";
				this.mark.style.borderColor = shown;
				this.mark.style.backgroundColor = shown;
				this.mark.style.color = isBox ? colour : "";
			}
		},
	);
})();
