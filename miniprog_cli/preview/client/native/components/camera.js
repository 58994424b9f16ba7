/** `<camera>`: a picture that stands for what is before the lens; in scan mode, the simulated code. */
(() => {
	const native = globalThis.miniNative;
	const { simulated } = native;
	const SIZES = { small: [288, 352], medium: [480, 640], large: [720, 1280] };
	const FRAME = 66; // milliseconds between two frames

	native.component(
		"camera",
		class Camera extends native.Element {
			static attributes = ["mode", "device-position", "frame-size"];
			static events = ["stop", "error", "initdone", "scancode"];
			static later = ["resolution", "flash", "output-dimension"];
			static placeholder = "a sample picture stands for what the camera sees";
			static css =
				":host { display: block; position: relative; width: 100%; height: 300px; background: #000; overflow: hidden; }";
			#zoom = 1;
			#recorder = null;

			begin() {
				this.inside ??= native.gestures.shadow(
					this,
					"<style>canvas { width: 100%; height: 100%; display: block; object-fit: cover; } div { position: absolute; inset: 0; pointer-events: none; } ::slotted(*) { pointer-events: auto; }</style><canvas></canvas><div><slot></slot></div>",
				);
				this.surface = this.inside.find("canvas");
				this.#open();
			}

			end() {
				cancelAnimationFrame(this.frame);
				clearInterval(this.scanning);
				this.emit("stop", {});
			}

			changed(name) {
				if (name === "mode") this.#scan();
			}

			async #open() {
				try {
					await simulated.answers.permitted("camera");
				} catch {
					this.emit("error", { errMsg: "insertCamera:fail auth deny" });
					return;
				}
				if (!this.isConnected) return;
				const [width, height] = SIZES[this.value("frame-size", "medium")] ?? SIZES.medium;
				Object.assign(this.surface, { width, height });
				const draw = (time) => {
					this.#draw(time / 1000);
					this.frame = requestAnimationFrame(draw);
				};
				draw(performance.now());
				this.emit("initdone", { maxZoom: 10 });
				this.#scan();
			}

			/** A still life: a wall, a table, and something round that moves, so that frames differ. */
			#draw(seconds) {
				const { width, height } = this.surface;
				const pen = this.surface.getContext("2d");
				const isFront = this.value("device-position") === "front";
				pen.setTransform(
					this.#zoom,
					0,
					0,
					this.#zoom,
					(width * (1 - this.#zoom)) / 2,
					(height * (1 - this.#zoom)) / 2,
				);
				const wall = pen.createLinearGradient(0, 0, 0, height);
				wall.addColorStop(0, isFront ? "#c9b8e8" : "#a8c8e8");
				wall.addColorStop(1, isFront ? "#f0e6fa" : "#e8f2fa");
				pen.fillStyle = wall;
				pen.fillRect(0, 0, width, height);
				pen.fillStyle = "#b48a5a";
				pen.fillRect(0, height * 0.7, width, height * 0.3);
				pen.fillStyle = isFront ? "#f2c9a0" : "#e05a47";
				pen.beginPath();
				pen.arc(
					width * (0.5 + 0.15 * Math.sin(seconds)),
					height * 0.58,
					width * 0.16,
					0,
					Math.PI * 2,
				);
				pen.fill();
				pen.fillStyle = "#0009";
				pen.font = `${Math.round(width / 22)}px sans-serif`;
				pen.textAlign = "center";
				pen.fillText(isFront ? "front camera" : "camera", width / 2, height * 0.9);
				if (this.value("mode") === "scanCode") this.#line(pen, width, height, seconds);
			}

			#line(pen, width, height, seconds) {
				pen.strokeStyle = "#07c160";
				pen.lineWidth = width / 120;
				pen.strokeRect(width * 0.2, height * 0.3, width * 0.6, height * 0.4);
				pen.fillStyle = "#07c160";
				pen.fillRect(
					width * 0.2,
					height * (0.3 + 0.4 * ((seconds / 2) % 1)),
					width * 0.6,
					width / 120,
				);
			}

			/** In scan mode the simulated code is before the lens, again and again. */
			#scan() {
				clearInterval(this.scanning);
				if (this.value("mode") !== "scanCode") return;
				this.scanning = setInterval(() => {
					const { text } = simulated.settings.scan;
					if (!text) return;
					const scanArea = [0, 0, this.clientWidth, this.clientHeight];
					this.emit("scancode", {
						type: "QR_CODE",
						result: text,
						charSet: "UTF-8",
						rawData: btoa(unescape(encodeURIComponent(text))),
						scanArea,
					});
				}, 1500);
			}

			async #photo(quality) {
				const kind = { high: 0.95, normal: 0.8, low: 0.5 }[quality] ?? 0.8;
				const picture = await new Promise((resolve) =>
					this.surface.toBlob(resolve, "image/jpeg", kind),
				);
				const { width, height } = this.surface;
				const tempImagePath = await native.kept(picture, "jpg");
				return { tempImagePath, width, height, size: picture.size };
			}

			#record() {
				const stream = this.surface.captureStream(25);
				const parts = [];
				this.#recorder = new MediaRecorder(stream);
				this.#recorder.ondataavailable = ({ data }) => parts.push(data);
				this.#recorder.start();
				return parts;
			}

			async #recorded() {
				const recorder = this.#recorder;
				if (!recorder) throw new native.Failure("is not recording");
				this.#recorder = null;
				const { tempImagePath: tempThumbPath, width, height } = await this.#photo("low");
				await new Promise((resolve) => {
					recorder.onstop = resolve;
					recorder.stop();
				});
				const film = new Blob(this.parts, { type: recorder.mimeType });
				return {
					tempThumbPath,
					tempVideoPath: await native.kept(film, "webm"),
					width,
					height,
					size: film.size,
				};
			}

			#frames(listener) {
				let timer;
				const give = () => {
					const { width, height } = this.surface;
					const { data } = this.surface.getContext("2d").getImageData(0, 0, width, height);
					native.guarded("onCameraFrame", () => listener({ width, height, data: data.buffer }));
				};
				return {
					start: ({ success, complete } = /** @type {any} */ ({})) => {
						clearInterval(timer);
						timer = setInterval(() => (this.isConnected ? give() : clearInterval(timer)), FRAME);
						for (const told of [success, complete]) told?.({ errMsg: "start:ok" });
					},
					stop: ({ success, complete } = /** @type {any} */ ({})) => {
						clearInterval(timer);
						for (const told of [success, complete]) told?.({ errMsg: "stop:ok" });
					},
				};
			}

			/** What `wx.createCameraContext` gives. */
			get context() {
				const { asked } = native.contexts;
				return {
					takePhoto: asked("takePhoto", ({ quality }) => this.#photo(quality)),
					startRecord: asked("startRecord", () => {
						this.parts = this.#record();
					}),
					stopRecord: asked("stopRecord", () => this.#recorded()),
					setZoom: asked("setZoom", ({ zoom }) => {
						this.#zoom = Math.min(10, Math.max(1, Number(zoom) || 1));
						return { zoom: this.#zoom };
					}),
					onCameraFrame: (listener) => this.#frames(listener),
				};
			}
		},
	);
})();
