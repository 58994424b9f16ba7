/** `<page-meta>`: what a page says of itself in its template: its style, fonts, ground and scroll. */
(() => {
	const native = globalThis.miniNative;
	const { animate } = native.gestures;

	native.component(
		"page-meta",
		class extends native.Element {
			static attributes =
				"background-color root-background-color root-font-size page-style page-font-size scroll-top scroll-duration".split(
					" ",
				);
			static events = ["resize", "scroll", "scrolldone"];
			static later = [
				"background-text-style",
				"background-color-top",
				"background-color-bottom",
				"page-orientation",
			];
			static css = ":host { display: contents; }";

			begin() {
				this.page = this.closest(`${native.elements.prefix}page`);
				this.scrolled = () => this.page?.hidden || this.emit("scroll", { scrollTop: scrollY });
				this.sized = () =>
					this.emit("resize", {
						deviceOrientation: innerWidth > innerHeight ? "landscape" : "portrait",
						size: {
							windowWidth: innerWidth,
							windowHeight: innerHeight,
							screenWidth: screen.width,
							screenHeight: screen.height,
						},
					});
				addEventListener("mini-scroll", this.scrolled, { passive: true });
				addEventListener("resize", this.sized);
				for (const name of ["page-style", "root-font-size", "root-background-color"])
					this.changed(name);
				if (this.value("scroll-top")) this.changed("scroll-top");
			}

			end() {
				removeEventListener("mini-scroll", this.scrolled);
				removeEventListener("resize", this.sized);
				document.documentElement.style.fontSize = "";
			}

			changed(name) {
				const root = document.documentElement.style;
				if (name === "scroll-top") this.#scroll();
				else if (name.startsWith("page-")) this.#style();
				else if (name === "root-font-size") root.fontSize = size(this.value(name));
				else if (name.includes("background-color")) {
					const colour = this.value("root-background-color") ?? this.value("background-color");
					if (colour) root.backgroundColor = String(colour);
				}
			}

			#style() {
				const font = size(this.value("page-font-size"));
				const text = `${font ? `font-size: ${font};` : ""}${this.value("page-style", "")}`;
				if (this.page) this.page.style.cssText = native.styles.px(text);
			}

			#scroll() {
				const match = /([\d.]+)(rpx)?/.exec(String(this.value("scroll-top")));
				if (!match) return;
				const to = Number(match[1]) * (match[2] ? innerWidth / 750 : 1);
				const from = scrollY;
				const step = (part) => scrollTo(0, from + (to - from) * part);
				animate(this.number("scroll-duration", 300), step, {
					done: () => this.emit("scrolldone", {}),
				});
			}
		},
	);

	/** Sizes of fonts have a unit, or are `system`. */
	const size = (said) => (said && said !== "system" ? String(said) : "");
})();
