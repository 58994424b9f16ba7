/** `<match-media>`: shows what is in it while the page has a size and a side up. */
(() => {
	const native = globalThis.miniNative;
	const SIZES = ["width", "min-width", "max-width", "height", "min-height", "max-height"];

	native.component(
		"match-media",
		class extends native.Element {
			static attributes = [...SIZES, "orientation"];
			static css = `
				:host { display: block; }
				:host[data-matches="false"] { display: none; }
			`;

			begin() {
				this.listen = () => this.changed();
				addEventListener("resize", this.listen);
				this.changed();
			}

			end() {
				removeEventListener("resize", this.listen);
			}

			changed() {
				const sizes = SIZES.filter((name) => this.value(name) !== undefined).map(
					(name) => `(${name}: ${this.number(name)}px)`,
				);
				const side = this.value("orientation");
				if (side) sizes.push(`(orientation: ${side})`);
				this.dataset.matches = String(matchMedia(sizes.join(" and ")).matches);
			}
		},
	);
})();
