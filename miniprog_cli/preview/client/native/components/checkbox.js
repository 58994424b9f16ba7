/** `<checkbox>` and `<checkbox-group>`. */
(() => {
	const native = globalThis.miniNative;

	native.component(
		"checkbox",
		class extends native.Toggle {
			static attributes = ["value", "checked", "disabled", "color"];
			static css = native.Toggle.looks("5px", "✓");

			toggle() {
				this.isOn = !this.isOn;
				this.closest(`${native.elements.prefix}checkbox-group`)?.tell();
			}
		},
	);
	native.component(
		"checkbox-group",
		class extends native.Element {
			static events = ["change"];
			static css = ":host { display: block; }";

			get formValue() {
				const boxes = [...this.querySelectorAll(`${native.elements.prefix}checkbox`)];
				return boxes.filter((each) => each.isOn).map((each) => each.value("value", ""));
			}

			tell() {
				this.emit("change", { value: this.formValue });
			}

			reset() {
				for (const each of this.querySelectorAll(`${native.elements.prefix}checkbox`))
					each.isOn = false;
			}
		},
	);
})();
