/** `<video>`: a film with the controls of the host, comments that fly over it, and its context. */
(() => {
	const native = globalThis.miniNative;
	const { shadow } = native.gestures;
	const NAMES = { contain: "contain", fill: "fill", cover: "cover" };
	const LOOKS = `<style>
		video { width: 100%; height: 100%; display: block; background: #000; }
		.over { position: absolute; inset: 0; overflow: hidden; color: #fff; font: 12px sans-serif; pointer-events: none; }
		.over > * { pointer-events: auto; }
		.bar { position: absolute; left: 0; right: 0; bottom: 0; height: 44px; display: flex; align-items: center; gap: 8px; padding: 0 10px; background: linear-gradient(transparent, rgba(0, 0, 0, .6)); }
		.title { position: absolute; top: 0; left: 0; right: 0; padding: 10px; background: linear-gradient(rgba(0, 0, 0, .5), transparent); }
		button { border: 0; padding: 4px; min-width: 28px; height: 28px; background: none; color: inherit; font: 16px/1 sans-serif; cursor: pointer; }
		input { flex: 1; min-width: 0; accent-color: #fff; height: 2px; }
		.start { position: absolute; inset: 50% auto auto 50%; translate: -50% -50%; width: 56px; height: 56px; border-radius: 50%; background: rgba(0, 0, 0, .45); font-size: 24px; }
		.poster { position: absolute; inset: 0; width: 100%; height: 100%; object-fit: cover; }
		.fly { position: absolute; left: 100%; white-space: nowrap; font-size: 16px; text-shadow: 0 0 2px #000; animation: fly 5s linear forwards; pointer-events: none; }
		.slot { position: absolute; inset: 0; pointer-events: none; } ::slotted(*) { pointer-events: auto; }
		@keyframes fly { to { transform: translateX(calc(-100% - var(--way))); } }
		[hidden] { display: none !important; }
	</style><video playsinline></video><div class="over"><img class="poster" alt=""><div class="title"></div><button class="start" aria-label="play">▶</button>
	<div class="bar"><button class="play" aria-label="play">▶</button><span class="now">00:00</span><input type="range" min="0" max="1000" value="0" aria-label="progress"><span class="all">00:00</span><button class="danmu" aria-label="danmu">弹</button><button class="mute" aria-label="mute">♪</button><button class="full" aria-label="full screen"><svg viewBox="0 0 16 16" width="16" height="16" fill="none" stroke="currentcolor" stroke-width="1.6"><path d="M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4"/></svg></button></div></div><div class="slot"><slot></slot></div>`;
	const clock = (seconds) =>
		[seconds / 60, seconds % 60]
			.map((part) => String(Math.floor(part || 0)).padStart(2, "0"))
			.join(":");

	native.component(
		"video",
		class VideoElement extends native.Element {
			static attributes =
				"src duration controls danmu-list danmu-btn enable-danmu autoplay loop muted initial-time show-progress show-fullscreen-btn show-play-btn show-center-play-btn object-fit poster show-mute-btn title referrer-policy".split(
					" ",
				);
			static events =
				"play pause ended timeupdate fullscreenchange waiting error progress loadedmetadata controlstoggle enterpictureinpicture leavepictureinpicture seekcomplete".split(
					" ",
				);
			static later =
				"direction page-gesture enable-progress-gesture play-btn-position enable-play-gesture auto-pause-if-navigate auto-pause-if-open-native vslide-gesture vslide-gesture-in-fullscreen show-bottom-progress ad-unit-id poster-for-crawler show-casting-button picture-in-picture-mode picture-in-picture-show-progress picture-in-picture-init-position enable-auto-rotation show-screen-lock-button show-snapshot-button show-background-playback-button background-poster is-drm provision-url certificate-url license-url preferred-peak-bit-rate is-live enable-screen-protection enable-system-pip castinguserselect castingstatechange castinginterrupt".split(
					" ",
				);
			static css = `
				:host { display: inline-block; position: relative; width: 300px; height: 225px; overflow: hidden; background: #000; }
			`;
			#thrown = new Set();

			begin() {
				if (!this.film) this.#build();
				for (const name of ["src", "muted", "poster", "title"]) this.changed(name);
				this.film.autoplay = this.is("autoplay");
			}

			end() {
				this.film?.pause();
			}

			changed(name) {
				if (!this.film) return;
				if (name === "src") this.#load();
				else if (name === "muted") this.film.muted = this.is("muted");
				this.#look();
			}

			#load() {
				const src = String(this.value("src", ""));
				this.#thrown.clear();
				this.film.referrerPolicy = String(this.value("referrer-policy", "no-referrer"));
				if (src) this.film.src = native.paths.address(src, this.from);
				else this.film.removeAttribute("src");
			}

			#build() {
				this.inside = shadow(this, LOOKS);
				const { find } = this.inside;
				this.film = find("video");
				for (const each of [".play", ".start"])
					find(each).addEventListener("click", () => this.#toggle());
				find(".mute").addEventListener("click", () => {
					this.film.muted = !this.film.muted;
					this.#look();
				});
				find(".full").addEventListener("click", () => this.#full(!document.fullscreenElement));
				find(".danmu").addEventListener("click", () => {
					this.areHidden = !this.areHidden;
					this.#look();
				});
				find("input").addEventListener("input", ({ target }) => {
					this.film.currentTime = (target.value / 1000) * (this.film.duration || 0);
				});
				this.film.addEventListener("click", () => {
					this.isBare = !this.isBare;
					this.emit("controlstoggle", { show: !this.isBare });
					this.#look();
				});
				this.#listen();
			}

			#listen() {
				const { film } = this;
				const pass = (type, detail = () => ({})) =>
					film.addEventListener(type, () => {
						this.#look();
						this.emit(type, detail());
					});
				for (const type of ["play", "pause", "ended", "waiting"]) pass(type);
				pass("timeupdate", () => {
					this.#throw();
					return { currentTime: film.currentTime, duration: film.duration };
				});
				film.addEventListener("loadedmetadata", () => {
					const start = this.number("initial-time", 0);
					if (start > 0) film.currentTime = start;
					this.#look();
					const { videoWidth: width, videoHeight: height, duration } = film;
					this.emit("loadedmetadata", { width, height, duration });
				});
				film.addEventListener("progress", () => {
					const { buffered, duration } = film;
					const end = buffered.length ? buffered.end(buffered.length - 1) : 0;
					this.emit("progress", { buffered: duration ? (end / duration) * 100 : 0 });
				});
				film.addEventListener("seeked", () =>
					this.emit("seekcomplete", { position: film.currentTime }),
				);
				film.addEventListener("error", () => {
					if (this.value("src"))
						this.emit("error", { errMsg: `MEDIA_ERR_SRC_NOT_SUPPORTED: ${this.value("src")}` });
				});
				for (const type of ["enterpictureinpicture", "leavepictureinpicture"]) pass(type);
				this.hear("fullscreenchange", () => {
					const fullScreen = document.fullscreenElement === /** @type {any} */ (this);
					const direction = innerWidth > innerHeight ? "horizontal" : "vertical";
					this.emit("fullscreenchange", { fullScreen, direction });
				});
			}

			/** Draw the controls as the film and the attributes are now. */
			#look() {
				const { find } = this.inside;
				const { film } = this;
				const hasControls = this.is("controls", true) && !this.isBare;
				const isFresh = film.paused && film.currentTime === 0;
				film.loop = this.is("loop");
				film.style.objectFit = NAMES[this.value("object-fit")] ?? "contain";
				const show = (selector, isShown) => {
					find(selector).hidden = !isShown;
				};
				const hasCentre = this.is("show-center-play-btn", true);
				show(".bar", hasControls && !(isFresh && hasCentre));
				show(".start", hasCentre && isFresh && this.is("controls", true));
				show(".play", this.is("show-play-btn", true));
				show(".mute", this.is("show-mute-btn"));
				show(".full", this.is("show-fullscreen-btn", true));
				show(".danmu", this.is("danmu-btn"));
				for (const part of ["input", ".now", ".all"]) show(part, this.is("show-progress", true));
				show(".title", Boolean(this.value("title")) && hasControls);
				find(".title").textContent = String(this.value("title", ""));
				find(".play").textContent = film.paused ? "▶" : "⏸";
				find(".mute").style.opacity = film.muted ? "0.5" : "1";
				const known = Number.isFinite(film.duration) ? film.duration : film.currentTime;
				const length = this.number("duration", 0) || known;
				find(".now").textContent = clock(film.currentTime);
				find(".all").textContent = clock(length);
				find("input").value = String(length ? (film.currentTime / length) * 1000 : 0);
				const poster = String(this.value("poster", ""));
				show(".poster", Boolean(poster) && isFresh);
				if (poster && this.shownPoster !== poster) {
					this.shownPoster = poster;
					find(".poster").src = native.paths.address(poster, this.from);
				}
			}

			#toggle() {
				if (this.film.paused) this.#play();
				else this.film.pause();
			}

			#play() {
				// a browser that forbids it, or a film that is not there, has said so by an event
				this.film.play().catch(() => {});
			}

			#full(isFull) {
				const done = isFull ? this.requestFullscreen() : document.exitFullscreen();
				done.catch((error) => console.warn(`video: ${error.message}`));
			}

			/** Let comments fly whose second has come. */
			#throw() {
				if (!this.is("enable-danmu")) return;
				const second = Math.floor(this.film.currentTime);
				for (const each of this.list("danmu-list")) {
					if (each.time !== second || this.#thrown.has(each)) continue;
					this.#thrown.add(each);
					this.#fly(each);
				}
			}

			#fly({ text, color = "#fff" }) {
				if (this.areHidden) return;
				const said = Object.assign(document.createElement("span"), {
					className: "fly",
					textContent: text,
				});
				said.style.color = color;
				said.style.top = `${5 + Math.random() * 50}%`;
				said.style.setProperty("--way", `${this.clientWidth}px`);
				said.addEventListener("animationend", () => said.remove());
				this.inside.find(".over").append(said);
			}

			/** What `wx.createVideoContext` gives. */
			get context() {
				const { film } = this;
				const absent = (name) => () => native.unsupported(`VideoContext.${name}`);
				return {
					play: () => this.#play(),
					pause: () => film.pause(),
					stop: () => {
						film.pause();
						film.currentTime = 0;
					},
					seek: (position) => {
						film.currentTime = Number(position) || 0;
					},
					playbackRate: (rate) => {
						film.playbackRate = Number(rate) || 1;
					},
					sendDanmu: (said) => this.#fly(said ?? {}),
					requestFullScreen: () => this.#full(true),
					exitFullScreen: () => document.fullscreenElement && this.#full(false),
					showStatusBar() {},
					hideStatusBar() {},
					exitPictureInPicture: () => document.exitPictureInPicture?.().catch(() => {}),
					requestBackgroundPlayback: absent("requestBackgroundPlayback"),
					exitBackgroundPlayback() {},
					startCasting: absent("startCasting"),
					switchCasting: absent("switchCasting"),
					reconnectCasting: absent("reconnectCasting"),
					exitCasting() {},
				};
			}
		},
	);
})();
