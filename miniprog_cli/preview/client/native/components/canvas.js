/** `<canvas>`: a surface to draw on, which programs reach by `node` or by `canvas-id`. */
(() => {
	const native = globalThis.miniNative;

	native.component(
		"canvas",
		class extends native.Element {
			static attributes = ["type", "canvas-id", "disable-scroll"];
			static events = [];
			static later = ["error"];
			static css = `
				:host { display: block; position: relative; width: 300px; height: 150px; overflow: hidden; }
				:host[disable-scroll]:not([disable-scroll="false"]) { touch-action: none; }
			`;
			#surface = null;

			begin() {
				this.#made();
				if (!this.value("type")) this.#fit();
			}

			#made() {
				if (this.#surface) return this.#surface;
				const { root } = native.gestures.shadow(
					this,
					"<style>canvas { display: block; width: 100%; height: 100%; } div { position: absolute; inset: 0; pointer-events: none; }</style><canvas></canvas><div><slot></slot></div>",
				);
				this.#surface = equipped(root.querySelector("canvas"), this.from);
				if (this.value("type") === "webgl" && this.clientWidth) {
					this.#surface.width = this.clientWidth;
					this.#surface.height = this.clientHeight;
				}
				return this.#surface;
			}

			/** As many pixels as the screen has, in units of the page: the old interface draws in these. */
			#fit() {
				const canvas = this.#made();
				const ratio = devicePixelRatio;
				const width = Math.round(this.clientWidth * ratio);
				const height = Math.round(this.clientHeight * ratio);
				if (!width || (canvas.width === width && canvas.height === height)) return;
				canvas.width = width;
				canvas.height = height;
				canvas.getContext("2d").scale(ratio, ratio);
			}

			/** What `fields({ node: true })` gives. */
			get node() {
				return this.#made();
			}

			/** The context that the old interface, `wx.createCanvasContext`, draws with. */
			get drawing() {
				this.#fit();
				return this.#made().getContext("2d");
			}
		},
	);

	/** Give a canvas what programs expect of it besides what the browser has. */
	function equipped(canvas, from) {
		return Object.assign(canvas, {
			createImage: () => addressed(new Image(), from),
			createPath2D: (path) => new Path2D(path),
			createImageData: (width, height) => new ImageData(width, height),
			requestAnimationFrame: (act) =>
				requestAnimationFrame((time) => native.guarded("canvas", () => act(time))),
			cancelAnimationFrame: (id) => cancelAnimationFrame(id),
		});
	}

	/** A picture whose addresses are the program's. */
	function addressed(picture, from) {
		const { get, set } = Object.getOwnPropertyDescriptor(HTMLImageElement.prototype, "src");
		// what is drawn may be read again, as hosts have it
		picture.crossOrigin = "anonymous";
		Object.defineProperty(picture, "src", {
			get() {
				return get.call(picture);
			},
			set(written) {
				set.call(picture, native.paths.address(String(written), from));
			},
		});
		return picture;
	}

	native.canvas = { equipped, addressed };
})();
