/** `<input>`: one line of text that a person writes. */
(() => {
	const native = globalThis.miniNative;
	/** By type: which keyboard phones show, and what can be typed with it. */
	const KINDS = {
		number: ["numeric", /[^0-9]/],
		digit: ["decimal", /[^0-9.]/],
		idcard: ["text", /[^0-9Xx]/],
	};

	native.component(
		"input",
		class extends native.Field {
			static attributes = [...native.Field.attributes, "type", "password"];
			static later = [
				...native.Field.later,
				"safe-password-cert-path",
				"safe-password-length",
				"safe-password-time-stamp",
				"safe-password-nonce",
				"safe-password-salt",
				"safe-password-custom-hash",
			];
			static css = `${native.Field.looks}
				:host { display: block; position: relative; height: 1.4rem; min-height: 1.4rem; overflow: hidden;
					text-overflow: clip; text-align: inherit; white-space: nowrap; cursor: text; }
				:host > .mini-placeholder { display: flex; align-items: center; }
			`;
			static tag = "input";

			begin() {
				super.begin();
				this.#kind();
				this.once(() => {
					this.field.addEventListener("beforeinput", (event) => {
						const [, refused] = KINDS[String(this.value("type"))] ?? [];
						// a keyboard of digits has no other keys; what is pasted is the person's
						if (refused && event.inputType === "insertText" && refused.test(event.data ?? "")) {
							event.preventDefault();
						}
					});
				});
			}

			changed(name) {
				super.changed(name);
				if (name === "type" || name === "password") this.#kind();
			}

			#kind() {
				const type = String(this.value("type", "text"));
				const isSecret = this.is("password") || type === "safe-password";
				this.field.type = isSecret ? "password" : "text";
				this.field.autocomplete = isSecret
					? "current-password"
					: type === "nickname"
						? "nickname"
						: "off";
				[this.field.inputMode] = KINDS[type] ?? ["text"];
			}
		},
	);
})();
