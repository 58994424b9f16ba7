/** `<image>`: a picture in one of the modes that cut and fit it. */
(() => {
	const native = globalThis.miniNative;
	const FITS = { scaleToFill: "fill", aspectFit: "contain", aspectFill: "cover" };
	const GROWS = ["widthFix", "heightFix"];

	native.component(
		"image",
		class extends native.Element {
			static attributes = ["src", "mode", "lazy-load", "show-menu-by-longpress", "webp", "fade-in"];
			static events = ["load", "error"];
			static later = ["force-https", "preload"];
			static css = `
				:host { display: inline-block; width: 320px; height: 240px; overflow: hidden; }
				:host > .mini-picture { display: block; width: 100%; height: 100%; pointer-events: none; }
				:host[mode="widthFix"] { height: auto !important; }
				:host[mode="widthFix"] > .mini-picture { height: auto; }
				:host[mode="heightFix"] { width: auto !important; }
				:host[mode="heightFix"] > .mini-picture { width: auto; }
				:host > .mini-picture:not([src]) { visibility: hidden; }
				@media (prefers-reduced-motion: no-preference) {
					:host[fade-in] > .mini-picture.shown { animation: mini-appear 0.3s; }
				}
				@keyframes mini-appear { from { opacity: 0; } }
			`;
			/** @type {HTMLImageElement | null} */
			picture = null;

			begin() {
				if (this.hasAttribute("aria-label")) this.own("role", this.getAttribute("role") ?? "img");
				this.picture ??= this.#made();
				this.#fit();
				this.#load();
				this.once(() => {
					if (this.is("show-menu-by-longpress")) native.longPress(this, () => this.#menu());
				});
			}

			changed(name) {
				if (name === "mode") this.#fit();
				else if (name === "src") this.#load();
			}

			#made() {
				const picture = new Image();
				picture.className = "mini-picture";
				picture.alt = "";
				picture.draggable = false;
				picture.addEventListener("load", () => {
					picture.classList.add("shown");
					const { naturalWidth: width, naturalHeight: height } = picture;
					this.emit("load", { width, height });
				});
				picture.addEventListener("error", () => {
					const written = String(this.value("src", ""));
					picture.removeAttribute("src");
					if (written) this.emit("error", { errMsg: `GET ${written} 404 (Not Found)` });
				});
				this.append(picture);
				return picture;
			}

			#load() {
				const written = String(this.value("src", "") ?? "");
				this.picture.classList.remove("shown");
				this.picture.loading = this.is("lazy-load") ? "lazy" : "eager";
				if (written) this.picture.src = native.paths.address(written, this.from);
				else this.picture.removeAttribute("src");
			}

			#fit() {
				const mode = String(this.value("mode", "scaleToFill"));
				const { style } = this.picture;
				style.objectFit = GROWS.includes(mode) ? "fill" : (FITS[mode] ?? "none");
				style.objectPosition = FITS[mode] || GROWS.includes(mode) ? "" : mode;
			}

			async #menu() {
				if (!this.is("show-menu-by-longpress") || !this.picture.src) return;
				const { simulated } = native;
				const chosen = await simulated.ask({
					title: "Picture",
					text: "",
					isSheet: true,
					choices: [
						["send", "Send to a chat"],
						["save", "Save picture"],
						["keep", "Add to favourites"],
					],
				});
				if (chosen) simulated.shown("picture", { done: chosen, src: this.value("src") });
			}
		},
	);
})();
