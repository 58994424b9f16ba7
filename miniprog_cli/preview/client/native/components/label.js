/** `<label>`: a tap on it is one on the control that it is for, or on the first one in it. */
(() => {
	const native = globalThis.miniNative;
	const { prefix } = native.elements;
	const CONTROLS = ["button", "checkbox", "radio", "switch", "input", "textarea"]
		.map((tag) => prefix + tag)
		.join();

	native.component(
		"label",
		class extends native.Element {
			static attributes = ["for"];
			static css = ":host { display: inline; cursor: default; }";

			begin() {
				// the control is there in a moment, and is told by what stands here
				queueMicrotask(() => {
					const control = this.#control();
					const words = this.textContent.trim();
					if (control && words && !control.hasAttribute("aria-label")) control.named(words);
				});
				this.addEventListener("click", (event) => {
					const touched = /** @type {Element} */ (event.target).closest(CONTROLS);
					// what was touched in it acts by itself
					if (touched && this.contains(touched)) return;
					this.#control()?.press();
				});
			}

			/** @returns {any} */
			#control() {
				const id = String(this.value("for", "") ?? "");
				if (!id) return this.querySelector(CONTROLS);
				const page = this.closest(`${prefix}page`) ?? document;
				const found = [...page.querySelectorAll(`#${CSS.escape(id)}`)];
				const near = found.find(
					(each) => native.forms.scopeOf(each) === native.forms.scopeOf(this),
				);
				const named = near ?? found[0];
				return named?.matches(CONTROLS) ? named : null;
			}
		},
	);
})();
