/** `<input>`: one line of text that a person writes. */
(() => {
	const native = globalThis.miniNative;

	native.component(
		"input",
		class extends native.Field {
			static attributes = [
				...native.Field.attributes,
				"type",
				"password",
				"confirm-type",
				"confirm-hold",
			];
			static css = `
				:host { display: block; height: 1.4rem; overflow: hidden; text-overflow: clip; text-align: inherit;
					white-space: nowrap; cursor: text; position: relative; }
			`;
			static tag = "input";

			changed(name) {
				super.changed(name);
				if (name === "type" || name === "password") this.#kind();
			}

			begin() {
				super.begin();
				this.#kind();
			}

			#kind() {
				const type = this.value("type", "text");
				const modes = { number: "numeric", digit: "decimal", idcard: "text" };
				this.field.type = this.is("password") || type === "safe-password" ? "password" : "text";
				this.field.inputMode = modes[type] ?? "text";
			}
		},
	);
})();
