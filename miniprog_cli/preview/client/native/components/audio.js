/** `<audio>`: a sound with its cover, name and author, as the host drew it before it gave it up. */
(() => {
	const native = globalThis.miniNative;
	const clock = (seconds) =>
		[seconds / 60, seconds % 60]
			.map((part) => String(Math.floor(part || 0)).padStart(2, "0"))
			.join(":");

	native.component(
		"audio",
		class AudioElement extends native.Element {
			static attributes = ["src", "loop", "controls", "poster", "name", "author"];
			static events = ["play", "pause", "timeupdate", "ended", "error"];
			static css = ":host { display: inline-block; }";

			begin() {
				if (!this.sound) this.#build();
				this.changed("src");
			}

			end() {
				this.sound?.pause();
			}

			#build() {
				const { find } = native.gestures.shadow(
					this,
					`<style>
					.box { display: flex; width: 300px; height: 65px; max-width: 100%; box-sizing: border-box; border: 1px solid #e0e0e0; background: #fcfcfc; font: 14px sans-serif; color: #353535; }
					button { width: 65px; border: 0; background: #e6e6e6 center / cover; color: #fff; font-size: 22px; text-shadow: 0 0 3px #0008; cursor: pointer; }
					p { margin: 0; flex: 1; min-width: 0; padding: 12px 15px; } small { display: block; margin-top: 4px; font-size: 12px; color: #888; }
					time { padding: 12px; font-size: 12px; color: #888; } [hidden] { display: none; }
				</style><audio></audio><div class="box"><button aria-label="play"></button><p><span></span><small></small></p><time>00:00</time></div>`,
				);
				this.find = find;
				this.sound = find("audio");
				find("button").addEventListener("click", () => {
					if (this.sound.paused) this.context.play();
					else this.sound.pause();
				});
				for (const type of ["play", "pause", "ended"]) {
					this.sound.addEventListener(type, () => {
						this.#look();
						this.emit(type, {});
					});
				}
				this.sound.addEventListener("timeupdate", () => {
					this.#look();
					this.emit("timeupdate", {
						currentTime: this.sound.currentTime,
						duration: this.sound.duration,
					});
				});
				this.sound.addEventListener("error", () => {
					const code = this.sound.error?.code ?? 4;
					if (this.value("src"))
						this.emit("error", { errMsg: `MEDIA_ERR ${this.value("src")}`, code });
				});
			}

			changed(name) {
				const src = String(this.value("src", ""));
				if (name === "src" && src) this.sound.src = native.paths.address(src, this.from);
				this.#look();
			}

			#look() {
				const { find, sound } = this;
				sound.loop = this.is("loop");
				find(".box").hidden = !this.is("controls");
				find("button").textContent = sound.paused ? "▶" : "⏸";
				const poster = String(this.value("poster", ""));
				if (poster)
					find("button").style.backgroundImage =
						`url("${native.paths.address(poster, this.from)}")`;
				find("span").textContent = String(this.value("name", "未知音频"));
				find("small").textContent = String(this.value("author", "未知作者"));
				find("time").textContent = clock(sound.currentTime);
			}

			/** What `wx.createAudioContext` gives. */
			get context() {
				return {
					play: () => this.sound.play().catch(() => {}),
					pause: () => this.sound.pause(),
					seek: (position) => {
						this.sound.currentTime = Number(position) || 0;
					},
					setSrc: (src) => {
						this.sound.src = native.paths.address(src, this.from);
					},
				};
			}
		},
	);
})();
