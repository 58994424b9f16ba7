/** `<label>`: a tap on it is one on the field that it is for. */
(() => {
	const native = globalThis.miniNative;
	const FIELDS = ["button", "checkbox", "radio", "switch", "input"];

	native.component(
		"label",
		class extends native.Element {
			static attributes = ["for"];
			static css = ":host { display: inline; }";

			begin() {
				this.addEventListener("click", (event) => {
					const field = this.#field();
					if (field && !field.contains(/** @type {Node} */ (event.target))) field.click();
				});
			}

			#field() {
				const id = this.value("for");
				if (id) return document.getElementById(String(id));
				return this.querySelector(FIELDS.map((tag) => native.elements.prefix + tag).join());
			}
		},
	);
})();
