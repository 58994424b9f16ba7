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
			"confirm-type",
			"confirm-hold",
			"name",
			"hold-keyboard",
			"cursor-color",
		];
		static events = [
			"input",
			"focus",
			"blur",
			"confirm",
			"keyboardheightchange",
			"selectionchange",
			"keyboardcompositionstart",
			"keyboardcompositionupdate",
			"keyboardcompositionend",
		];
		static later = [
			"cursor-spacing",
			"always-embed",
			"adjust-position",
			"adjust-keyboard-to",
			"nicknamereview",
		];
		static tag = "input";
		static looks = `
			:host > .mini-field { display: block; width: 100%; height: 100%; min-height: inherit; margin: 0; padding: 0;
				border: 0; outline: 0; background: none; font: inherit; color: inherit; text-align: inherit;
				letter-spacing: inherit; line-height: inherit; box-sizing: border-box; resize: none; opacity: 1;
				border-radius: 0; appearance: none; caret-color: #07c160; }
			:host > .mini-placeholder { position: absolute; inset: 0; padding: inherit; overflow: hidden;
				pointer-events: none; color: grey; }
		`;
		#height = 0;
		#resized = () => this.#measure();
		#pressed = (event) => this.#hold(event);
		#selection = "";

		begin() {
			if (!this.field) this.#make();
			// where there is no keyboard on the screen its height never changes
			globalThis.visualViewport?.addEventListener("resize", this.#resized);
			document.addEventListener("mousedown", this.#pressed, true);
			for (const name of ["maxlength", "disabled", "value"]) this.changed(name);
			this.hinted();
			if (this.is("focus") || this.is("auto-focus")) this.#focus();
		}

		end() {
			globalThis.visualViewport?.removeEventListener("resize", this.#resized);
			document.removeEventListener("mousedown", this.#pressed, true);
		}

		changed(name) {
			if (!this.field) return;
			if (name === "value") this.#take(String(this.value("value", "") ?? ""));
			else if (name === "disabled") this.field.disabled = this.is("disabled");
			else if (name === "maxlength") this.#limit();
			else if (name === "focus") this.#turn();
			else if (name === "cursor" || name.startsWith("selection-")) this.#select();
			else this.hinted();
		}

		/** What a form takes. */
		get formValue() {
			return this.field?.value ?? "";
		}

		reset() {
			this.#take("");
			this.bound("value", "");
		}

		named(words) {
			super.named(words);
			this.field?.setAttribute("aria-label", words);
		}

		/** A label that is for it was pressed. */
		press() {
			this.field.focus();
		}

		/** Show what stands in an empty field. */
		hinted() {
			const { tag } = /** @type {any} */ (this.constructor);
			const names = this.scoped(String(this.value("placeholder-class", "") ?? ""));
			const { hint, field } = this;
			hint.className = ["mini-placeholder", `${tag}-placeholder`, ...names].join(" ");
			hint.style.cssText = native.styles.px(String(this.value("placeholder-style", "") ?? ""));
			hint.textContent = String(this.value("placeholder", "") ?? "");
			hint.hidden = field.value !== "";
			const name = this.getAttribute("aria-label") || hint.textContent;
			if (name) field.setAttribute("aria-label", name);
			field.style.caretColor = String(this.value("cursor-color", "") ?? "");
			field.enterKeyHint = KEYS[String(this.value("confirm-type"))] ?? "done";
		}

		/** The text was changed by other means than the program. */
		written(_event) {}

		#make() {
			const { tag } = /** @type {any} */ (this.constructor);
			/** @type {any} */
			this.field = native.part(tag, "mini-field");
			this.hint = native.part("div");
			this.append(this.hint, this.field);
			this.#listen();
		}

		#take(value) {
			const most = this.number("maxlength", 140);
			const cut = most >= 0 ? value.slice(0, most) : value;
			if (cut !== this.field.value) this.field.value = cut;
			this.hinted();
			this.written(null);
		}

		#limit() {
			const most = this.number("maxlength", 140);
			if (most >= 0) this.field.maxLength = most;
			else this.field.removeAttribute("maxlength");
		}

		#turn() {
			if (this.is("focus")) this.#focus();
			else if (document.activeElement === this.field) this.field.blur();
		}

		#focus() {
			this.field.focus({ preventScroll: true });
			this.#select();
		}

		#select() {
			if (document.activeElement !== this.field) return;
			const cursor = this.number("cursor", -1);
			const [start, end] = [this.number("selection-start", -1), this.number("selection-end", -1)];
			if (start >= 0 && end >= 0) this.field.setSelectionRange(start, end);
			else if (cursor >= 0) this.field.setSelectionRange(cursor, cursor);
		}

		#listen() {
			const { field } = this;
			field.addEventListener("input", (event) => this.#typed(event));
			field.addEventListener("focus", () => {
				this.emit("focus", { value: field.value, height: this.#height });
			});
			field.addEventListener("blur", () => {
				this.bound("focus", false);
				this.emit("blur", { value: field.value, cursor: field.selectionStart ?? 0 });
			});
			field.addEventListener("keydown", (event) => this.#confirm(event));
			field.addEventListener("selectionchange", () => this.#selected());
			for (const step of ["start", "update", "end"]) {
				field.addEventListener(`composition${step}`, ({ data }) => {
					this.emit(`keyboardcomposition${step}`, { data });
				});
			}
		}

		/** Tell of another selection, once. */
		#selected() {
			const { selectionStart, selectionEnd } = this.field;
			const said = `${selectionStart}-${selectionEnd}`;
			if (said === this.#selection || document.activeElement !== this.field) return;
			this.#selection = said;
			this.emit("selectionchange", { selectionStart, selectionEnd });
		}

		/** Keep the keyboard where the page is pressed beside the field; another field takes it. */
		#hold(event) {
			if (document.activeElement !== this.field || !this.is("hold-keyboard")) return;
			const isField = event.composedPath().some((one) => one instanceof native.Field);
			if (!isField) event.preventDefault();
		}

		#typed(event) {
			const { field } = this;
			this.hint.hidden = field.value !== "";
			this.written(event);
			this.bound("value", field.value);
			const keyCode = event.data ? event.data.charCodeAt(event.data.length - 1) : 8;
			const detail = { value: field.value, cursor: field.selectionStart ?? 0, keyCode };
			const replies = native.replies(() => this.emit("input", detail));
			const reply = replies.findLast((each) => each !== undefined && each !== null);
			if (reply !== undefined) this.#replace(reply);
		}

		/** Take what a listener of `input` returned: a text, or one with the place of the cursor. */
		#replace(reply) {
			const { tag } = /** @type {any} */ (this.constructor);
			const value = typeof reply === "object" ? reply.value : reply;
			if (tag !== "input" || (typeof value !== "string" && typeof value !== "number")) return;
			this.#take(String(value));
			this.bound("value", this.field.value);
			const { cursor } = typeof reply === "object" ? reply : {};
			if (typeof cursor === "number") this.field.setSelectionRange(cursor, cursor);
		}

		#confirm(event) {
			if (event.key !== "Enter" || event.isComposing) return;
			const { tag } = /** @type {any} */ (this.constructor);
			const kind = String(this.value("confirm-type", tag === "input" ? "done" : "return"));
			if (tag === "textarea" && kind === "return") return;
			event.preventDefault();
			this.emit("confirm", { value: this.field.value });
			if (!this.is("confirm-hold")) this.field.blur();
		}

		#measure() {
			const { height: seen, scale } = globalThis.visualViewport;
			const height = scale > 1 ? 0 : Math.max(0, Math.round(innerHeight - seen));
			if (document.activeElement !== this.field && height > 0) return;
			if (height === this.#height) return;
			this.#height = height;
			this.emit("keyboardheightchange", { height, duration: 0.25 });
			native.host.tell("KeyboardHeightChange", { height, duration: 0.25 });
		}
	};

	const KEYS = {
		send: "send",
		search: "search",
		next: "next",
		go: "go",
		done: "done",
		return: "enter",
	};
})();
