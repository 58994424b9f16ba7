/** `<editor>`: text with markup that a person writes; programs act on it by its context. */
(() => {
	const native = globalThis.miniNative;

	native.component(
		"editor",
		class extends native.Element {
			static attributes = ["read-only", "placeholder", "enterkeyhint"];
			static events = ["ready", "focus", "blur", "input", "statuschange"];
			static later = [
				"show-img-size",
				"show-img-toolbar",
				"show-img-resize",
				"confirm-hold",
				"enable-formats",
			];
			static css = `
				:host { display: block; position: relative; height: 200px; overflow: auto; }
				:host > .ql-editor { min-height: 100%; outline: none; box-sizing: border-box; overflow-wrap: anywhere; }
				:host > .ql-editor.mini-blank::before { content: attr(data-placeholder); position: absolute; color: rgb(0 0 0 / 30%);
					font-style: italic; pointer-events: none; }
				:where(.mini-dark) :host > .ql-editor.mini-blank::before { color: rgb(255 255 255 / 30%); }
			`;

			#ended = new AbortController();

			begin() {
				if (!this.field) this.#make();
				this.changed();
				this.emit("ready", {});
			}

			end() {
				this.#ended.abort();
			}

			changed() {
				const words = String(this.value("placeholder", "") ?? "");
				this.field.contentEditable = this.is("read-only") ? "false" : "true";
				this.field.dataset.placeholder = words;
				this.field.enterKeyHint = String(this.value("enterkeyhint", "enter"));
				this.field.setAttribute("aria-label", words);
				this.shown();
			}

			/** What its events tell: the text, with markup and without. */
			contents() {
				const html = this.field.innerHTML;
				// biome-ignore lint/performance/useDomNodeTextContent: its lines are those that are seen
				const text = `${this.field.innerText.replace(/\n$/, "")}\n`;
				return { html, text, delta: { ops: [{ insert: text }] } };
			}

			/** Show the placeholder where nothing is written. */
			shown() {
				const isBlank = !this.field.textContent && !this.field.querySelector("img, hr, li");
				this.field.classList.toggle("mini-blank", isBlank);
			}

			#make() {
				this.field = this.appendChild(native.part("div", "ql-editor mini-blank"));
				this.field.setAttribute("role", "textbox");
				this.field.setAttribute("aria-multiline", "true");
				/** What `wx.createSelectorQuery().select().context()` gives. */
				this.context = native.editing(this, this.field, this.#ended.signal);
				this.field.addEventListener("input", () => {
					this.shown();
					this.emit("input", this.contents());
				});
				for (const type of ["focus", "blur"]) {
					this.field.addEventListener(type, () => this.emit(type, this.contents()));
				}
			}
		},
	);
})();
