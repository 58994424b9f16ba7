/** `<swiper>`: shows one or some of several sheets, moved by hand, by keys or by time. */
(() => {
	const native = globalThis.miniNative;
	const { drag, animate, shadow } = native.gestures;
	const FLING = 0.3; // pixels in a millisecond that count as a throw

	native.component(
		"swiper",
		class Swiper extends native.Element {
			static attributes =
				"indicator-dots indicator-color indicator-active-color autoplay current current-item-id interval duration circular vertical previous-margin next-margin snap-to-edge display-multiple-items easing-function disable-touch".split(
					" ",
				);
			static events = ["change", "transition", "animationfinish"];
			static later =
				"direction scroll-with-animation cache-extent indicator-type indicator-margin indicator-spacing indicator-radius indicator-width indicator-height indicator-alignment indicator-offset layout-type transformer-type".split(
					" ",
				);
			static css = `
				:host { display: block; position: relative; height: 150px; overflow: hidden; touch-action: pan-y; }
				:host[vertical]:not([vertical="false"]) { touch-action: pan-x; }
				wx-swiper-item { display: block; width: 100%; height: 100%; overflow: hidden; }
			`;
			/** Where it stands, in sheets; between two of them while it moves. */
			#at = 0;
			#current = 0;
			#timer;
			#stop = () => {};
			#isHeld = false;

			begin() {
				if (!this.shadowRoot) this.#build();
				this.#take();
				this.#current = this.#wanted();
				this.#at = this.#current;
				this.#lay();
				this.#play();
				this.watcher = new MutationObserver(() => this.#take());
				this.watcher.observe(/** @type {any} */ (this), { childList: true });
			}

			#build() {
				this.inside = shadow(
					this,
					`<style>
					.frame, .cell { position: absolute; inset: 0; }
					.cell { will-change: transform; }
					.dots { position: absolute; left: 0; right: 0; bottom: 10px; display: flex; justify-content: center; gap: 8px; pointer-events: none; }
					.is-vertical .dots { inset: 0 10px 0 auto; flex-direction: column; justify-content: center; }
					.dots i { width: 8px; height: 8px; border-radius: 50%; transition: background-color .2s; }
				</style><div class="all"><div class="frame"></div><div class="dots"></div></div>`,
				);
				this.tabIndex = 0;
				this.inside.style.outline = "none";
				this.hear("keydown", (event) => this.#key(event));
				this.#drag();
			}

			end() {
				this.#stop();
				clearInterval(this.#timer);
				this.watcher?.disconnect();
			}

			changed(name) {
				if (name === "current" || name === "current-item-id") this.#follow();
				else if (/^(autoplay|interval)$/.test(name)) this.#play();
				else this.#lay();
			}

			get #isVertical() {
				return this.is("vertical");
			}

			get #shown() {
				return Math.max(1, Math.trunc(this.number("display-multiple-items", 1)));
			}

			get #isRing() {
				return this.is("circular") && this.cells.length > this.#shown;
			}

			/** The last sheet that can stand first. */
			get #last() {
				return Math.max(0, this.cells.length - (this.#isRing ? 1 : this.#shown));
			}

			/** Take the sheets that are there now; each stands in a cell of ours. */
			#take() {
				const items = [...this.children];
				const frame = this.inside.find(".frame");
				this.cells = items.map((item, index) => {
					HTMLElement.prototype.setAttribute.call(item, "slot", String(index));
					const cell = frame.children[index] ?? frame.appendChild(document.createElement("div"));
					if (!cell.firstChild) {
						cell.className = "cell";
						cell.append(Object.assign(document.createElement("slot"), { name: String(index) }));
					}
					return cell;
				});
				while (frame.children.length > items.length) frame.lastChild.remove();
				if (this.#current > this.#last) {
					this.#current = this.#last;
					this.#at = this.#current;
				}
				this.#follow();
				this.#lay();
			}

			/** The sheet that the program asks for. */
			#wanted() {
				const id = this.value("current-item-id", "");
				const named = id
					? [...this.children].findIndex((item) => String(item.value?.("item-id")) === String(id))
					: -1;
				const wanted = named >= 0 ? named : Math.trunc(this.number("current", 0));
				return Math.max(0, Math.min(this.#last, wanted));
			}

			#follow() {
				const key = `${this.value("current")} ${this.value("current-item-id")}`;
				if (key === this.followed || this.cells.length === 0) return;
				// sheets may come after the number
				if (this.number("current", 0) <= this.#last) this.followed = key;
				if (this.#wanted() !== this.#current) this.#go(this.#wanted(), "");
			}

			/** Pixels from one sheet to the next. */
			get #size() {
				const whole = this.#isVertical ? this.clientHeight : this.clientWidth;
				return (
					(whole - this.#margin("previous-margin") - this.#margin("next-margin")) / this.#shown
				);
			}

			#margin(name) {
				return this.number(name, 0);
			}

			/** Put each sheet where it belongs. */
			#lay() {
				const count = this.cells.length;
				const before = this.#margin("previous-margin");
				const after = this.#margin("next-margin");
				const frame = this.inside.find(".frame");
				const part = 100 / this.#shown;
				frame.style.inset = this.#isVertical
					? `${before}px 0 ${after}px`
					: `0 ${after}px 0 ${before}px`;
				const lowest = -Math.floor((count - this.#shown + 1) / 2);
				for (const [index, cell] of this.cells.entries()) {
					let place = index - this.#at;
					if (this.#isRing) place = ((((place - lowest) % count) + count) % count) + lowest;
					const shift = `${place * 100}%`;
					cell.style.transform = this.#isVertical
						? `translate(0, ${shift})`
						: `translate(${shift}, 0)`;
					cell.style.width = this.#isVertical ? "100%" : `${part}%`;
					cell.style.height = this.#isVertical ? `${part}%` : "100%";
					cell.style.right = "auto";
					cell.style.bottom = "auto";
				}
				this.#layDots();
			}

			#layDots() {
				const { find } = this.inside;
				const dots = find(".dots");
				find(".all").classList.toggle("is-vertical", this.#isVertical);
				dots.hidden = !this.is("indicator-dots");
				dots.style.display = dots.hidden ? "none" : "";
				while (dots.childElementCount > this.cells.length) dots.lastChild.remove();
				while (dots.childElementCount < this.cells.length) dots.append(document.createElement("i"));
				const usual = String(this.value("indicator-color", "rgba(0, 0, 0, .3)"));
				const active = String(this.value("indicator-active-color", "#000000"));
				for (const [index, dot] of [...dots.children].entries()) {
					const from = (index - this.#current + this.cells.length) % this.cells.length;
					dot.style.backgroundColor = from < this.#shown ? active : usual;
				}
			}

			/** Move to a sheet; `to` may lie beyond the ends of a ring. */
			#go(to, source, speed = 1) {
				const count = this.cells.length;
				if (count === 0) return;
				this.#stop();
				const next = this.#isRing
					? ((to % count) + count) % count
					: Math.max(0, Math.min(this.#last, to));
				let from = this.#at;
				let target = this.#isRing ? to : next;
				if (this.#isRing && source !== "touch" && Math.abs(target - from) > count / 2) {
					// the short way round
					target += target > from ? -count : count;
				}
				const isOther = next !== this.#current;
				this.#current = next;
				this.#layDots();
				const item = this.children[next];
				const detail = {
					current: next,
					currentItemId: String(item?.value?.("item-id", "") ?? ""),
					source,
				};
				if (isOther) {
					this.bound("current", next);
					this.followed = `${this.value("current")} ${this.value("current-item-id")}`;
					this.emit("change", detail);
				}
				const origin = this.#at;
				this.#stop = animate(
					this.number("duration", 500) * speed,
					(part) => {
						this.#at = from + (target - from) * part;
						this.#lay();
						this.#tell(this.#at - origin);
					},
					{
						ease: String(this.value("easing-function", "default")),
						done: () => {
							from = next;
							this.#at = next;
							this.#lay();
							this.emit("animationfinish", detail);
						},
					},
				);
			}

			#tell(sheets) {
				const way = sheets * this.#size;
				this.emit("transition", this.#isVertical ? { dx: 0, dy: way } : { dx: way, dy: 0 });
			}

			#play() {
				clearInterval(this.#timer);
				if (!this.is("autoplay")) return;
				this.#timer = setInterval(
					() => {
						if (this.#isHeld || document.hidden || !this.isConnected || !this.clientWidth) return;
						const isLast = this.#current >= this.#last;
						this.#go(isLast && !this.#isRing ? 0 : this.#current + 1, "autoplay");
					},
					this.number("interval", 5000),
				);
			}

			#drag() {
				let from = 0;
				const way = ({ dx, dy }) => (this.#isVertical ? dy : dx) / (this.#size || 1);
				drag(this, {
					may: ({ dx, dy }) =>
						!this.is("disable-touch") &&
						this.cells.length > this.#shown &&
						Math.abs(dy) > Math.abs(dx) === this.#isVertical,
					begin: () => {
						this.#stop();
						this.#isHeld = true;
						from = this.#at;
					},
					move: (told) => {
						let at = from - way(told);
						if (!this.#isRing) {
							if (at < 0) at *= 0.5;
							if (at > this.#last) at = this.#last + (at - this.#last) * 0.5;
						}
						this.#at = at;
						this.#lay();
						this.#tell(at - this.#current);
					},
					end: (told) => {
						this.#isHeld = false;
						const speed = this.#isVertical ? told.vy : told.vx;
						const moved = this.#at - this.#current;
						let to = Math.round(this.#at);
						if (Math.abs(speed) > FLING && Math.abs(moved) < 0.5)
							to = this.#current - Math.sign(speed);
						if (!this.#isRing) to = Math.max(0, Math.min(this.#last, to));
						this.#go(to, "touch", Math.min(1, Math.abs(to - this.#at) + 0.2));
						this.#play();
					},
				});
			}

			#key(event) {
				if (event.target !== this) return;
				const [back, on] = this.#isVertical
					? ["ArrowUp", "ArrowDown"]
					: ["ArrowLeft", "ArrowRight"];
				if (event.key !== back && event.key !== on) return;
				event.preventDefault();
				this.#go(this.#current + (event.key === on ? 1 : -1), "touch");
			}
		},
	);
})();
