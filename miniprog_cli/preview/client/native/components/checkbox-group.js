/** `<checkbox-group>`: the values of the boxes in it that are on. */
(() => {
	const native = globalThis.miniNative;
	const ALL = `${native.elements.prefix}checkbox`;

	native.component(
		"checkbox-group",
		class extends native.Element {
			static attributes = ["name"];
			static events = ["change"];
			static css = ":host { display: block; }";

			begin() {
				this.own("role", "group");
			}

			get formValue() {
				const boxes = [...this.querySelectorAll(ALL)];
				return boxes.filter((each) => each.isOn).map((each) => each.value("value", ""));
			}

			/** Called by a box that was pressed. */
			tell() {
				this.emit("change", { value: this.formValue });
			}

			reset() {
				for (const each of this.querySelectorAll(ALL)) each.reset();
			}
		},
	);
})();
