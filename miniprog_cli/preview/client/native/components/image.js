/** `<image>`: a picture in one of the modes that cut and fit it. */
(() => {
	const native = globalThis.miniNative;
	const SIZES = {
		aspectFit: "contain",
		aspectFill: "cover",
		scaleToFill: "100% 100%",
		widthFix: "100% 100%",
		heightFix: "100% 100%",
	};

	native.component(
		"image",
		class extends native.Element {
			static attributes = ["src", "mode", "lazy-load", "show-menu-by-longpress"];
			static events = ["load", "error"];
			static later = ["webp", "fade-in"];
			static css = `
				:host { display: inline-block; width: 320px; height: 240px; overflow: hidden;
					background-repeat: no-repeat; background-size: 100% 100%; }
			`;
			#shown = "";

			begin() {
				this.#draw();
			}

			changed(name) {
				if (name === "src" || name === "mode") this.#draw();
			}

			#draw() {
				const mode = this.value("mode", "scaleToFill");
				this.style.backgroundSize = SIZES[mode] ?? "auto";
				this.style.backgroundPosition = SIZES[mode]
					? "center"
					: mode.replace(/\s+/, " ") || "center";
				const written = String(this.value("src", ""));
				if (!written) {
					this.style.backgroundImage = "";
					this.#shown = "";
					return;
				}
				const address = native.paths.address(written, this.from);
				if (address === this.#shown) {
					if (this.picture?.complete) this.#fit();
					return;
				}
				this.#shown = address;
				this.#fetch(address, written);
			}

			#fetch(address, written) {
				const picture = new Image();
				this.picture = picture;
				picture.onload = () => {
					if (this.picture !== picture) return;
					this.style.backgroundImage = `url("${address.replaceAll('"', "%22")}")`;
					this.#fit();
					this.emit("load", { width: picture.naturalWidth, height: picture.naturalHeight });
				};
				picture.onerror = () => {
					if (this.picture !== picture) return;
					this.style.backgroundImage = "";
					this.emit("error", { errMsg: `GET ${written} 404 (Not Found)` });
				};
				picture.src = address;
			}

			#fit() {
				const mode = this.value("mode");
				const { naturalWidth, naturalHeight } = this.picture;
				if (!naturalWidth || !naturalHeight) return;
				if (mode === "widthFix") {
					this.style.aspectRatio = `${naturalWidth} / ${naturalHeight}`;
					this.style.height = "auto";
				} else if (mode === "heightFix") {
					this.style.aspectRatio = `${naturalWidth} / ${naturalHeight}`;
					this.style.width = "auto";
				}
			}
		},
	);
})();
