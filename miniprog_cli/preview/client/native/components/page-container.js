/** `<page-container>`: a false page that comes over the real one, and goes by the way back. */
(() => {
	const native = globalThis.miniNative;
	const { drag, shadow } = native.gestures;
	const AWAY = {
		top: "translateY(-100%)",
		bottom: "translateY(100%)",
		right: "translateX(100%)",
		center: "scale(0.8)",
	};

	native.component(
		"page-container",
		class PageContainer extends native.Element {
			static attributes =
				"show duration z-index overlay position round close-on-slide-down overlay-style custom-style".split(
					" ",
				);
			static events =
				"beforeenter enter afterenter beforeleave leave afterleave clickoverlay".split(" ");
			static partly = {
				show: "gone by the way back it stays true in data unless bound by `model:`",
			};
			static css = ":host { display: block; }";
			#isShown = false;
			#timer;

			begin() {
				if (!this.shadowRoot) this.#build();
				if (this.is("show")) this.#turn(true);
			}

			#build() {
				this.inside = shadow(
					this,
					`<style>
					.over, .box { position: fixed; visibility: hidden; transition: transform var(--time), opacity var(--time), visibility var(--time); }
					.over { inset: 0; background: rgba(0, 0, 0, .5); opacity: 0; }
					.box { background: #fff; overflow: auto; box-sizing: border-box; max-height: 100%; max-width: 100%; }
					.bottom { left: 0; right: 0; bottom: 0; min-height: 0; } .top { left: 0; right: 0; top: 0; }
					.right { top: 0; bottom: 0; right: 0; width: 100%; } .center { inset: 50% auto auto 50%; translate: -50% -50%; opacity: 0; }
					.round.bottom { border-radius: 16px 16px 0 0; } .round.top { border-radius: 0 0 16px 16px; } .round.center { border-radius: 16px; }
					.is-shown { visibility: visible; opacity: 1; transform: none !important; }
					[hidden] { display: none; }
				</style><div class="over"></div><div class="box"><slot></slot></div>`,
				);
				this.over = this.inside.find(".over");
				this.box = this.inside.find(".box");
				this.over.addEventListener("click", () => {
					this.emit("clickoverlay");
					this.#close();
				});
				drag(this.box, {
					may: ({ dx, dy }) =>
						this.is("close-on-slide-down") && dy > Math.abs(dx) && this.box.scrollTop <= 0,
					end: ({ dy }) => dy > 60 && this.#close(),
				});
			}

			end() {
				clearTimeout(this.#timer);
				native.layers?.drop(this);
			}

			changed(name) {
				if (name === "show" && this.is("show") !== this.#isShown) this.#turn(this.is("show"));
				else this.#look();
			}

			/** Go by itself; the program's data does not know, as in hosts. */
			#close() {
				if (!this.#isShown) return;
				this.bound("show", false);
				this.#turn(false);
			}

			#look() {
				const position = String(this.value("position", "bottom"));
				const time = `${this.#duration}ms`;
				this.over.hidden = !this.is("overlay", true);
				this.over.style.cssText = `${this.value("overlay-style", "")};--time: ${time}; z-index: ${this.number("z-index", 100)}`;
				this.box.className = `box ${position}${this.is("round") ? " round" : ""}${this.#isShown ? " is-shown" : ""}`;
				this.box.style.cssText = `transform: ${AWAY[position] ?? AWAY.bottom}; --time: ${time}; z-index: ${this.number("z-index", 100) + 1}; ${native.styles.px(String(this.value("custom-style", "")))}`;
			}

			get #duration() {
				return Math.max(0, this.number("duration", 300));
			}

			#turn(isShown) {
				clearTimeout(this.#timer);
				const [before, during, after] = isShown
					? ["beforeenter", "enter", "afterenter"]
					: ["beforeleave", "leave", "afterleave"];
				this.#look();
				this.box.getBoundingClientRect();
				this.#isShown = isShown;
				this.emit(before);
				this.over.classList.toggle("is-shown", isShown);
				this.box.classList.toggle("is-shown", isShown);
				if (isShown) native.layers?.put(this, () => this.#close());
				else native.layers?.drop(this);
				requestAnimationFrame(() => this.emit(during));
				this.#timer = setTimeout(() => this.emit(after), this.#duration);
			}
		},
	);
})();
