/** `<form>`: gathers the values of the fields in it. */
(() => {
	const native = globalThis.miniNative;

	native.component(
		"form",
		class extends native.Element {
			static attributes = ["report-submit"];
			static events = ["submit", "reset"];
			static css = ":host { display: block; }";

			/** Called by a button with `form-type`. */
			submit(button) {
				const value = {};
				for (const field of this.#fields()) value[field.value("name")] = field.formValue;
				const target = { id: button.id, dataset: button.__wxElement?.dataset ?? {} };
				const formId = this.is("report-submit") ? "the formId is a mock one" : undefined;
				this.emit("submit", { value, target, formId });
			}

			reset() {
				for (const field of this.#fields()) field.reset?.();
				this.emit("reset", {});
			}

			#fields() {
				return [...this.querySelectorAll("[name]")].filter((each) => "formValue" in each);
			}
		},
	);
})();
