/** `<form>`: gathers the values of the controls in it. */
(() => {
	const native = globalThis.miniNative;

	native.component(
		"form",
		class extends native.Element {
			static attributes = ["report-submit"];
			static later = ["report-submit-timeout", "submittogroup"];
			static events = ["submit", "reset"];
			static css = ":host { display: block; }";

			begin() {
				this.own("role", "form");
			}

			/** Called by a button with `form-type`. */
			submit(button) {
				const value = Object.fromEntries(native.forms.values(this));
				// what WeChat's own tools give outside of WeChat
				const formId = this.is("report-submit") ? { formId: "the formId is a mock one" } : {};
				this.emit("submit", { value, target: targetOf(button), ...formId });
			}

			/** Called by a button with `form-type`. */
			reset(button) {
				for (const control of native.forms.controls(this)) control.reset?.();
				this.emit("reset", { target: targetOf(button) });
			}
		},
	);

	function targetOf(button) {
		const { offsetLeft = 0, offsetTop = 0, id = "" } = button ?? {};
		return { id, offsetLeft, offsetTop, dataset: { ...button?.__wxElement?.dataset } };
	}
})();
