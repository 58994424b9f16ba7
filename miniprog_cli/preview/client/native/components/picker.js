/** `<picker>`: opens a sheet from below, in which one of several, a time, a date or a region is chosen. */
(() => {
	const native = globalThis.miniNative;

	native.component(
		"picker",
		class extends native.Element {
			static attributes = [
				"mode",
				"header-text",
				"disabled",
				"range",
				"range-key",
				"value",
				"start",
				"end",
				"fields",
				"custom-item",
				"level",
				"name",
			];
			static events = ["change", "cancel", "columnchange"];
			static partly = { mode: "`region` has a sample of the regions; `sub-district` is not there" };
			static css = ":host { display: block; }";
			#sheet = null;
			/** What was chosen, until the program says otherwise. */
			chosen;

			begin() {
				this.chosen = this.value("value");
				this.once(() => {
					native.keys(this, "button");
					this.own("aria-haspopup", "dialog");
					this.addEventListener("click", () => this.press());
				});
			}

			changed(name) {
				if (name === "value") this.chosen = this.value("value");
				// programs fill the columns behind the one that was turned
				if (this.#sheet && (name === "range" || name === "value")) this.#renew();
			}

			get formValue() {
				return this.chosen ?? "";
			}

			reset() {
				const mode = String(this.value("mode", "selector"));
				this.chosen = { selector: -1, multiSelector: [], region: [] }[mode] ?? "";
			}

			/** Open it, by whatever means. */
			async press() {
				if (this.is("disabled") || this.#sheet) return;
				const mode = native.columns[String(this.value("mode", "selector"))];
				if (!mode) return;
				const kind = mode(this);
				const at = kind.at();
				const { columns } = kind.shown(at);
				if (!columns[0]?.length) return;
				const title = String(this.value("header-text", "") ?? "");
				const moved = (column, value, now) => this.#moved(mode, column, value, now);
				this.#sheet = new native.Sheet({ title, columns, at, moved });
				const chosen = await this.#sheet.asked();
				this.#sheet = null;
				this.#end(chosen && mode(this).read(chosen));
				this.focus({ preventScroll: true });
			}

			#moved(mode, column, value, now) {
				if (this.value("mode") === "multiSelector") {
					this.chosen = now;
					this.emit("columnchange", { column, value });
					return null;
				}
				return mode(this).shown(now);
			}

			#renew() {
				const kind = native.columns[String(this.value("mode", "selector"))](this);
				const { columns, at } = kind.shown(kind.at());
				this.#sheet.update(columns, at);
			}

			#end(answer) {
				if (!answer) {
					this.chosen = this.value("value");
					this.emit("cancel", {});
					return;
				}
				this.chosen = answer.value;
				this.bound("value", answer.value);
				this.emit("change", answer);
			}
		},
	);
})();
