/** `<radio>` and `<radio-group>`: one of several. */
(() => {
	const native = globalThis.miniNative;
	const ALL = `${native.elements.prefix}radio`;

	native.component(
		"radio",
		class extends native.Toggle {
			static attributes = ["value", "checked", "disabled", "color"];
			static css = native.Toggle.looks("50%", "✓");

			toggle() {
				if (this.isOn) return;
				const group = this.closest(`${native.elements.prefix}radio-group`);
				for (const other of group?.querySelectorAll(ALL) ?? []) other.isOn = false;
				this.isOn = true;
				group?.tell();
			}
		},
	);
	native.component(
		"radio-group",
		class extends native.Element {
			static events = ["change"];
			static css = ":host { display: block; }";

			get formValue() {
				const chosen = [...this.querySelectorAll(ALL)].find((each) => each.isOn);
				return chosen?.value("value", "") ?? "";
			}

			tell() {
				this.emit("change", { value: this.formValue });
			}

			reset() {
				for (const each of this.querySelectorAll(ALL)) each.isOn = false;
			}
		},
	);
})();
