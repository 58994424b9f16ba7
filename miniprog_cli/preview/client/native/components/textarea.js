/** `<textarea>`: several lines of text that a person writes. */
(() => {
	const native = globalThis.miniNative;

	native.component(
		"textarea",
		class extends native.Field {
			static attributes = [...native.Field.attributes, "auto-height", "show-confirm-bar"];
			static events = [...native.Field.events, "linechange"];
			static css = ":host { display: block; width: 300px; height: 150px; position: relative; }";
			static tag = "textarea";
			#lines = 0;

			begin() {
				super.begin();
				this.field.addEventListener("input", () => this.#fit());
				this.#fit();
			}

			changed(name) {
				super.changed(name);
				this.#fit();
			}

			#fit() {
				if (!this.field) return;
				if (this.is("auto-height")) {
					this.style.height = "auto";
					this.field.style.height = "auto";
					this.field.style.height = `${this.field.scrollHeight}px`;
				}
				const line = Number.parseFloat(getComputedStyle(this.field).lineHeight) || 20;
				const lines = Math.max(1, Math.round(this.field.scrollHeight / line));
				if (lines === this.#lines) return;
				this.#lines = lines;
				this.emit("linechange", {
					height: this.field.scrollHeight,
					heightRpx: (this.field.scrollHeight * 750) / innerWidth,
					lineCount: lines,
				});
			}
		},
	);
})();
