/** `<radio-group>`: the value of the one in it that is on. */
(() => {
	const native = globalThis.miniNative;
	const ALL = `${native.elements.prefix}radio`;

	native.component(
		"radio-group",
		class extends native.Element {
			static attributes = ["name"];
			static events = ["change"];
			static css = ":host { display: block; }";

			begin() {
				this.own("role", "radiogroup");
				this.once(() => {
					this.addEventListener("keydown", (event) => this.#step(event));
				});
			}

			get formValue() {
				const chosen = [...this.querySelectorAll(ALL)].find((each) => each.isOn);
				return chosen?.value("value", "") ?? "";
			}

			/** Called by the one that is on now: the others are not. */
			choose(one) {
				for (const each of this.querySelectorAll(ALL)) {
					if (each !== one && each.isOn) each.reset();
				}
			}

			/** Called by the one that was pressed. */
			tell() {
				this.emit("change", { value: this.formValue });
			}

			reset() {
				for (const each of this.querySelectorAll(ALL)) each.reset();
			}

			#step(event) {
				const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
				const all = [...this.querySelectorAll(ALL)].filter((each) => !each.is("disabled"));
				const at = all.indexOf(document.activeElement);
				if (!step || at < 0) return;
				event.preventDefault();
				const next = all[(at + step + all.length) % all.length];
				next.focus();
				next.press();
			}
		},
	);
})();
