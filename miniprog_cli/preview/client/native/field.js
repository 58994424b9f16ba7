/** What `<input>` and `<textarea>` share: a field of the browser inside, its value and its events. */
(() => {
	const native = globalThis.miniNative;

	native.Field = class extends native.Element {
		static attributes = [
			"value",
			"placeholder",
			"placeholder-style",
			"placeholder-class",
			"disabled",
			"maxlength",
			"focus",
			"auto-focus",
			"cursor",
			"selection-start",
			"selection-end",
			"name",
			"adjust-position",
		];
		static events = ["input", "focus", "blur", "confirm", "keyboardheightchange"];
		static later = ["cursor-spacing", "hold-keyboard", "always-embed"];
		static tag = "input";

		begin() {
			const { tag } = /** @type {any} */ (this.constructor);
			this.field = document.createElement(tag);
			this.field.className = "mini-field";
			this.hint = document.createElement("span");
			this.append(this.field, this.hint);
			for (const name of ["maxlength", "disabled", "value", "placeholder"]) this.#set(name);
			this.#listen();
			if (this.is("focus") || this.is("auto-focus")) this.field.focus({ preventScroll: true });
		}

		changed(name) {
			if (!this.field) return;
			if (name === "focus") {
				if (this.is("focus")) this.field.focus();
				else if (document.activeElement === this.field) this.field.blur();
			} else this.#set(name);
		}

		/** What a form takes. */
		get formValue() {
			return this.field?.value ?? "";
		}

		reset() {
			this.field.value = "";
			this.bound("value", "");
			this.#showHint();
		}

		#set(name) {
			if (name === "value") {
				const value = String(this.value("value", ""));
				if (value !== this.field.value) this.field.value = value;
			} else if (name === "disabled") this.field.disabled = this.is("disabled");
			else if (name === "maxlength") {
				const most = this.number("maxlength", 140);
				if (most >= 0) this.field.maxLength = most;
				else this.field.removeAttribute("maxlength");
			}
			this.#showHint();
		}

		#showHint() {
			const scope = this.__wxElement?.ownerShadowRoot?.getHostNode?.()?._$definition?._$options;
			const names = String(this.value("placeholder-class", "input-placeholder"));
			const prefix = native.engine.scopeName(scope?.styleScope);
			const classes = names
				.split(/\s+/)
				.flatMap((each) => (prefix ? [each, `${prefix}--${each}`] : [each]));
			this.hint.className = `mini-placeholder ${classes.join(" ")}`;
			this.hint.style.cssText = native.styles.px(String(this.value("placeholder-style", "")));
			this.hint.textContent = String(this.value("placeholder", ""));
			this.hint.hidden = this.field.value !== "";
		}

		#listen() {
			const { field } = this;
			const detail = () => ({ value: field.value, cursor: field.selectionStart ?? 0 });
			field.addEventListener("input", (event) => {
				this.#showHint();
				this.bound("value", field.value);
				this.emit("input", { ...detail(), keyCode: event.data?.charCodeAt(0) ?? 8 });
			});
			field.addEventListener("focus", () => this.emit("focus", { value: field.value, height: 0 }));
			field.addEventListener("blur", () => {
				this.bound("focus", false);
				this.emit("blur", detail());
			});
			field.addEventListener("keydown", (event) => {
				if (event.key !== "Enter" || (field.localName === "textarea" && !event.ctrlKey)) return;
				this.emit("confirm", { value: field.value });
				if (!this.is("confirm-hold")) field.blur();
			});
		}
	};
})();
