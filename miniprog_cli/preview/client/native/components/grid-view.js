/** `<grid-view>`: columns of equal width, in rows or, with `type="masonry"`, each as short as it can be. */
(() => {
	const native = globalThis.miniNative;

	native.component(
		"grid-view",
		class extends native.Element {
			static attributes =
				"type cross-axis-count max-cross-axis-extent main-axis-gap cross-axis-gap padding".split(
					" ",
				);
			static css = ":host { display: block; width: 100%; box-sizing: border-box; }";
			#waits = false;

			begin() {
				if (!this.shadowRoot) {
					this.inside = native.gestures.shadow(
						this,
						`<style>
						.columns { display: flex; align-items: flex-start; }
						.column { flex: 1; min-width: 0; display: flex; flex-direction: column; }
						.rows { display: grid; }
					</style><div></div>`,
					);
				}
				this.seen = new MutationObserver(() => this.changed());
				this.seen.observe(/** @type {any} */ (this), { childList: true });
				this.sizes = new ResizeObserver(() => {
					if (this.clientWidth === this.laid) return;
					this.laid = this.clientWidth;
					requestAnimationFrame(() => this.isConnected && this.#lay());
				});
				this.sizes.observe(/** @type {any} */ (this));
				this.laid = this.clientWidth;
				this.#lay();
			}

			end() {
				this.seen?.disconnect();
				this.sizes?.disconnect();
			}

			changed() {
				if (this.#waits) return;
				this.#waits = true;
				queueMicrotask(() => {
					this.#waits = false;
					this.#lay();
				});
			}

			get #count() {
				const widest = this.number("max-cross-axis-extent", 0);
				if (widest > 0) return Math.max(1, Math.ceil(this.clientWidth / widest));
				return Math.max(1, Math.trunc(this.number("cross-axis-count", 2)));
			}

			#lay() {
				const place = this.inside.root.lastElementChild;
				/** @type {[number, number]} */
				const gaps = [this.number("main-axis-gap"), this.number("cross-axis-gap")];
				const padding = this.list("padding").map((each) => `${Number(each) || 0}px`);
				place.style.padding = padding.join(" ");
				if (this.value("type") === "masonry") this.#layColumns(place, gaps);
				else this.#layRows(place, gaps);
			}

			#layRows(place, [main, cross]) {
				place.className = "rows";
				place.style.gap = `${main}px ${cross}px`;
				place.style.gridTemplateColumns = `repeat(${this.#count}, minmax(0, 1fr))`;
				if (!place.querySelector("slot:not([name])")) place.innerHTML = "<slot></slot>";
				for (const child of this.children) child.removeAttribute("slot");
			}

			/** Put each child into the column that is shortest so far. */
			#layColumns(place, [main, cross]) {
				const count = this.#count;
				place.className = "columns";
				place.style.gap = `${cross}px`;
				if (place.children.length !== count || !place.querySelector(".column")) {
					place.innerHTML = Array.from(
						{ length: count },
						(_, at) => `<div class="column"><slot name="column${at}"></slot></div>`,
					).join("");
				}
				for (const column of place.children) column.style.gap = `${main}px`;
				const children = [...this.children];
				const put = (child, at) =>
					HTMLElement.prototype.setAttribute.call(child, "slot", `column${at}`);
				// what is in no column yet has no height
				for (const child of children) if (!/^column/.test(child.slot)) put(child, 0);
				const tall = children.map((child) => /** @type {HTMLElement} */ (child).offsetHeight);
				const heights = new Array(count).fill(0);
				for (const [index, child] of children.entries()) {
					const at = heights.indexOf(Math.min(...heights));
					heights[at] += tall[index] + main;
					put(child, at);
				}
			}
		},
	);
})();
