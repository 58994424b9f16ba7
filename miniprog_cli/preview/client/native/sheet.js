/** The sheet from below in which `<picker>` lets a person choose, out of the reach of the program. */
(() => {
	const native = globalThis.miniNative;
	const ITEM = 48; // pixels
	const LOOKS = `
		dialog { all: revert; position: fixed; inset: auto 0 0; width: 100%; max-width: none; margin: 0; padding: 0; border: 0;
			border-radius: 12px 12px 0 0; overflow: hidden; background: #fff; color: #191919; font: 17px/1.4 system-ui, sans-serif; }
		dialog::backdrop { background: rgb(0 0 0 / 50%); }
		header { display: flex; align-items: center; min-height: 56px; padding: 0 8px; }
		.title { flex: 1; margin: 0; font-size: 17px; text-align: center; }
		button { font: inherit; min-height: 44px; padding: 0 12px; border: 0; border-radius: 6px; background: none; color: #191919; cursor: pointer; }
		button.done { color: #07c160; font-weight: 500; }
		.columns { position: relative; display: flex; height: ${ITEM * 5}px; padding: 0 8px 24px; }
		.columns::before { content: ""; position: absolute; top: ${ITEM * 2}px; left: 16px; right: 16px; height: ${ITEM}px;
			border-radius: 8px; background: rgb(0 0 0 / 5%); pointer-events: none; }
		.column { flex: 1; min-width: 0; height: ${ITEM * 5}px; padding: 0; box-sizing: border-box; overflow-y: auto; overscroll-behavior: contain;
			scroll-snap-type: y mandatory; scrollbar-width: none; cursor: grab; border-radius: 8px;
			mask: linear-gradient(transparent, #000 40%, #000 60%, transparent); }
		.column::before, .column::after { content: ""; display: block; height: ${ITEM * 2}px; }
		.column > div { height: ${ITEM}px; line-height: ${ITEM}px; scroll-snap-align: center; text-align: center; padding: 0 4px;
			overflow: hidden; text-overflow: ellipsis; white-space: nowrap; user-select: none; }
		:focus { outline: none; }
		:focus-visible { outline: 2px solid #10aeff; outline-offset: -2px; }
		@media (prefers-reduced-motion: no-preference) { dialog { animation: rise 0.2s; } @keyframes rise { from { translate: 0 100%; } } }
		.dark { background: #2c2c2c; color: #d5d5d5; }
		.dark button:not(.done) { color: #d5d5d5; }
		.dark .columns::before { background: rgb(255 255 255 / 8%); }
	`;

	/**
	 * Let a person choose; `columns` are lists of words, `at` the chosen of each. `moved(column, index,
	 * at)` hears of each change and gives other columns and choices, where they change with it. Gives
	 * the choices, or null where it was closed; `update` of the sheet shows other columns meanwhile.
	 */
	class Sheet {
		#columns;
		#at;
		#moved;
		#wheels = [];
		#place;

		constructor({ title, columns, at, moved = () => null }) {
			this.#columns = columns;
			this.#at = columns.map((_, index) => at[index] ?? 0);
			this.#moved = moved;
			this.#place = native.part("miniprog-sheet");
			this.#draw(title);
		}

		/** Show it; one at a time. */
		asked() {
			return new Promise((resolve) => {
				this.finish = (chosen) => {
					this.#place.remove();
					resolve(chosen);
				};
				document.body.append(this.#place);
				this.dialog.showModal();
				this.#fill();
				this.#wheels[0]?.box.focus();
			});
		}

		/** Show other columns, other choices, or both. */
		update(columns, at) {
			this.#columns = columns;
			this.#at = columns.map((_, index) => at[index] ?? 0);
			this.#fill();
		}

		#draw(title) {
			const root = this.#place.attachShadow({ mode: "open" });
			const dialog = native.part("dialog");
			const isDark = document.documentElement.classList.contains("mini-dark");
			this.dialog = /** @type {HTMLDialogElement} */ (dialog);
			dialog.classList.toggle("dark", isDark);
			dialog.setAttribute("aria-label", title || "Choose");
			const header = native.part("header");
			const cancel = native.part("button", "", "取消");
			const done = native.part("button", "done", "确定");
			header.append(cancel, native.part(title ? "h2" : "span", "title", title), done);
			this.columns = native.part("div", "columns");
			dialog.append(header, this.columns);
			root.append(native.part("style", "", LOOKS), dialog);
			cancel.addEventListener("click", () => this.finish(null));
			done.addEventListener("click", () => this.finish(this.#at));
			dialog.addEventListener("cancel", () => this.finish(null));
			dialog.addEventListener("click", (event) => event.target === dialog && this.finish(null));
			dialog.addEventListener("keydown", (event) => this.#key(event));
		}

		#key(event) {
			const at = this.#wheels.findIndex(({ box }) => box === event.target);
			if (at < 0) return;
			const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
			if (event.key === "Enter") this.finish(this.#at);
			else if (step) this.#wheels[at + step]?.box.focus();
			else return;
			event.preventDefault();
		}

		#fill() {
			while (this.#wheels.length > this.#columns.length) this.#wheels.pop().box.remove();
			while (this.#wheels.length < this.#columns.length) this.#wheels.push(this.#column());
			for (const [index, words] of this.#columns.entries()) {
				const { box, wheel } = this.#wheels[index];
				const key = words.join("\n");
				if (box.dataset.key !== key) {
					box.dataset.key = key;
					box.replaceChildren(...words.map((word) => option(word)));
				}
				this.#at[index] = Math.max(0, Math.min(words.length - 1, this.#at[index]));
				wheel.show(this.#at[index]);
				mark(box, this.#at[index]);
			}
		}

		#column() {
			const box = native.part("div", "column");
			const index = this.#wheels.length;
			box.tabIndex = 0;
			box.setAttribute("role", "listbox");
			this.columns.append(box);
			const wheel = native.wheel(box, {
				height: () => ITEM,
				count: () => this.#columns[index]?.length ?? 0,
				moved: (chosen) => mark(box, chosen),
				rested: (chosen) => this.#chosen(index, chosen),
			});
			return { box, wheel };
		}

		#chosen(index, chosen) {
			if (this.#at[index] === chosen) return;
			this.#at[index] = chosen;
			const other = this.#moved(index, chosen, [...this.#at]);
			if (other) this.update(other.columns, other.at);
		}
	}

	function option(word) {
		const made = native.part("div", "", word);
		made.setAttribute("role", "option");
		return made;
	}

	function mark(box, at) {
		for (const [index, each] of [...box.children].entries()) {
			each.setAttribute("aria-selected", String(index === at));
		}
		box.setAttribute("aria-label", box.children[at]?.textContent ?? "");
	}

	native.Sheet = Sheet;
})();
