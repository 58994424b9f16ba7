/** `<sticky-header>`: stays at the top of the scroll-view while its section is in it. */
(() => {
	const native = globalThis.miniNative;

	native.component(
		"sticky-header",
		class extends native.Element {
			static attributes = ["offset-top", "padding"];
			static events = ["stickontopchange"];
			static css =
				":host { display: block; position: sticky; top: 0; z-index: 1; box-sizing: border-box; }";
			#isOnTop = false;

			begin() {
				this.inside ??= native.gestures.shadow(this, "<slot></slot>");
				this.scroller = this.closest(`${native.elements.prefix}scroll-view`);
				this.look = () => this.#look();
				this.scroller?.hear("scroll", this.look, { passive: true });
				this.changed();
			}

			end() {
				this.scroller?.removeEventListener("scroll", this.look);
			}

			changed() {
				this.inside.style.top = `${this.number("offset-top", 0)}px`;
				this.inside.style.padding = this.list("padding")
					.map((each) => `${Number(each) || 0}px`)
					.join(" ");
			}

			#look() {
				const top = this.getBoundingClientRect().top - this.scroller.getBoundingClientRect().top;
				const isOnTop = this.scroller.scrollTop > 0 && top <= this.number("offset-top", 0) + 0.5;
				if (isOnTop === this.#isOnTop) return;
				this.#isOnTop = isOnTop;
				this.emit("stickontopchange", { isStickOnTop: isOnTop });
			}
		},
	);
})();
