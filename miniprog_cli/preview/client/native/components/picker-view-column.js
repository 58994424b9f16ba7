/** `<picker-view-column>`: one column of a `<picker-view>`; what is in it are the items. */
(() => {
	const native = globalThis.miniNative;

	native.component(
		"picker-view-column",
		class extends native.Element {
			static css = `
				:host { display: block; position: relative; flex: 1; min-width: 0; height: 100%; overflow: hidden auto; scrollbar-width: none;
					overscroll-behavior: contain; scroll-snap-type: y mandatory; cursor: grab; }
				:host::before, :host::after { content: ""; display: block; height: calc(50% - var(--mini-item, 34px) / 2); }
				:host > * { height: var(--mini-item, 34px); overflow: hidden; scroll-snap-align: center; user-select: none; }
				:host:focus { outline: none; }
				:host:focus-visible { outline: 2px solid #10aeff; outline-offset: -2px; }
			`;
			#wheel = null;
			#wanted = 0;

			begin() {
				const tell = (kind) => this.#view?.turned(kind);
				this.tabIndex = 0;
				this.own("role", "listbox");
				this.#wheel ??= native.wheel(this, {
					height: () => this.#view?.item ?? 34,
					count: () => this.childElementCount,
					began: () => tell("pickstart"),
					moved: () => tell("move"),
					rested: () => {
						this.#name();
						tell("pickend");
					},
				});
				this.watcher = new MutationObserver(() => this.#filled());
				this.watcher.observe(/** @type {Node} */ (/** @type {unknown} */ (this)), {
					childList: true,
				});
				this.show(this.#wanted);
				this.#name();
			}

			end() {
				this.watcher?.disconnect();
			}

			get index() {
				return this.#wheel?.index() ?? this.#wanted;
			}

			/** Turn it to an item, without telling. */
			show(index) {
				this.#wanted = index;
				this.#wheel?.show(index);
			}

			/** @returns {any} */
			get #view() {
				return this.closest(`${native.elements.prefix}picker-view`);
			}

			/** Say what it is to screen readers: choices, and the one that is chosen. */
			#name() {
				for (const [index, item] of [...this.children].entries()) {
					item.setAttribute("role", "option");
					item.setAttribute("aria-selected", String(index === this.index));
				}
				this.own("aria-label", this.children[this.index]?.textContent.trim() || "?");
			}

			#filled() {
				this.#name();
				this.#wheel.show(Math.max(this.index, this.#wanted));
			}
		},
	);
})();
