/** `<cover-image>`: a picture above what was once native. */
(() => {
	const native = globalThis.miniNative;

	native.component(
		"cover-image",
		class extends native.Element {
			static attributes = ["src", "referrer-policy"];
			static events = ["load", "error"];
			static css = `
				:host { display: block; overflow: hidden; pointer-events: auto; }
			`;

			begin() {
				const { root } = native.gestures.shadow(
					this,
					"<style>img { display: block; width: 100%; height: 100%; }</style><img alt=''>",
				);
				this.picture = root.querySelector("img");
				this.picture.addEventListener("load", () => {
					const { naturalWidth: width, naturalHeight: height } = this.picture;
					this.emit("load", { width, height });
				});
				this.picture.addEventListener("error", () => {
					this.emit("error", { errMsg: `load image failed: ${this.value("src")}` });
				});
				this.changed("src");
			}

			changed(name) {
				const src = String(this.value("src", ""));
				if (name !== "src" || !src) return;
				this.picture.referrerPolicy = String(this.value("referrer-policy", "no-referrer"));
				this.picture.src = native.paths.address(src, this.from);
			}
		},
	);
})();
