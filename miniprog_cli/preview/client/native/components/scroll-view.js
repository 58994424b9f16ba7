/** `<scroll-view>`: scrolls what is in it, in its own box. */
(() => {
	const native = globalThis.miniNative;

	native.component(
		"scroll-view",
		class extends native.Element {
			static attributes = [
				"scroll-x",
				"scroll-y",
				"upper-threshold",
				"lower-threshold",
				"scroll-top",
				"scroll-left",
				"scroll-into-view",
				"scroll-with-animation",
				"enable-flex",
				"show-scrollbar",
				"enhanced",
			];
			static events = ["scroll", "scrolltoupper", "scrolltolower"];
			static later = [
				"refresher-enabled",
				"refresher-triggered",
				"enable-back-to-top",
				"paging-enabled",
				"scroll-anchoring",
				"fast-deceleration",
				"bounces",
				"type",
			];
			static css = `
				:host { display: block; width: 100%; overflow: hidden; position: relative; }
				:host[scroll-y] { overflow-y: auto; }
				:host[scroll-x] { overflow-x: auto; }
				:host[scroll-x][enable-flex], :host[scroll-y][enable-flex] { display: flex; }
				:host[enhanced]::-webkit-scrollbar { display: none; }
			`;
			#last = { top: 0, left: 0 };
			#edges = { upper: true, lower: false };

			begin() {
				this.addEventListener("scroll", () => this.#scrolled(), { passive: true });
				for (const name of ["scroll-top", "scroll-left", "scroll-into-view"]) this.changed(name);
			}

			changed(name) {
				const behavior = this.is("scroll-with-animation") ? "smooth" : "instant";
				if (name === "scroll-top" && this.value(name) !== undefined)
					this.scrollTo({ top: this.number(name), behavior });
				if (name === "scroll-left" && this.value(name) !== undefined)
					this.scrollTo({ left: this.number(name), behavior });
				if (name === "scroll-into-view") this.#into(String(this.value(name, "")), behavior);
			}

			#into(id, behavior) {
				const found = id && this.querySelector(`#${CSS.escape(id)}`);
				if (!found) return;
				const [here, there] = [this.getBoundingClientRect(), found.getBoundingClientRect()];
				this.scrollTo({
					top: this.is("scroll-y") ? this.scrollTop + there.top - here.top : undefined,
					left: this.is("scroll-x") ? this.scrollLeft + there.left - here.left : undefined,
					behavior,
				});
			}

			#scrolled() {
				const { scrollTop, scrollLeft, scrollHeight, scrollWidth, clientHeight, clientWidth } =
					this;
				const [deltaX, deltaY] = [this.#last.left - scrollLeft, this.#last.top - scrollTop];
				this.#last = { top: scrollTop, left: scrollLeft };
				this.emit("scroll", { scrollTop, scrollLeft, scrollHeight, scrollWidth, deltaX, deltaY });
				const isDown = this.is("scroll-y");
				const at = isDown ? scrollTop : scrollLeft;
				const rest = isDown ? scrollHeight - clientHeight - at : scrollWidth - clientWidth - at;
				this.#edge("upper", at <= this.number("upper-threshold", 50), isDown ? "top" : "left");
				this.#edge(
					"lower",
					rest <= this.number("lower-threshold", 50),
					isDown ? "bottom" : "right",
				);
			}

			#edge(name, isThere, direction) {
				if (isThere && !this.#edges[name]) this.emit(`scrollto${name}`, { direction });
				this.#edges[name] = isThere;
			}
		},
	);
})();
