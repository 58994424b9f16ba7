/** `<swiper>` and `<swiper-item>`: one of several sheets, moved by hand or by time. */
(() => {
	const native = globalThis.miniNative;

	native.component(
		"swiper",
		class extends native.Element {
			static attributes = [
				"indicator-dots",
				"indicator-color",
				"indicator-active-color",
				"autoplay",
				"current",
				"interval",
				"duration",
				"circular",
				"vertical",
				"current-item-id",
			];
			static events = ["change", "animationfinish", "transition"];
			static later = [
				"previous-margin",
				"next-margin",
				"display-multiple-items",
				"snap-to-edge",
				"easing-function",
			];
			static css = `
				:host { display: block; position: relative; height: 150px; overflow: hidden; touch-action: pan-y; }
				:host[vertical] { touch-action: pan-x; }
				wx-swiper-item { display: block; position: absolute; inset: 0; width: 100%; height: 100%; overflow: hidden; }
				:host > .mini-dots { position: absolute; bottom: 10px; left: 0; right: 0; display: flex; justify-content: center; gap: 8px; pointer-events: none; z-index: 1; }
				:host[vertical] > .mini-dots { inset: 0 10px 0 auto; flex-direction: column; }
				:host > .mini-dots > i { width: 8px; height: 8px; border-radius: 50%; }
			`;
			#at = 0;
			#timer;

			begin() {
				this.dots = document.createElement("div");
				this.dots.className = "mini-dots";
				this.append(this.dots);
				this.#at = this.number("current", 0);
				this.#drag();
				this.#draw(0);
				this.#play();
				this.watcher = new MutationObserver(() => this.#draw(0));
				this.watcher.observe(/** @type {any} */ (this), { childList: true, subtree: true });
			}

			end() {
				clearInterval(this.#timer);
				this.watcher?.disconnect();
			}

			changed(name) {
				if (name === "current") this.#go(this.number("current", 0), "");
				else if (name === "autoplay" || name === "interval") this.#play();
				else if (name.startsWith("indicator") || name === "vertical") this.#draw(0);
			}

			get #items() {
				const tag = `${native.elements.prefix}swiper-item`;
				return [...this.querySelectorAll(tag)].filter(
					(item) => item.parentElement?.closest(this.localName) === this,
				);
			}

			#go(wanted, source) {
				const count = this.#items.length;
				if (count === 0) return;
				const at = this.is("circular")
					? (wanted + count) % count
					: Math.max(0, Math.min(count - 1, wanted));
				const isOther = at !== this.#at;
				this.#at = at;
				const duration = this.number("duration", 500);
				this.#draw(duration);
				if (!isOther) return;
				this.bound("current", at);
				const currentItemId = String(this.#items[at]?.value("item-id", "") ?? "");
				this.emit("change", { current: at, currentItemId, source });
				setTimeout(
					() => this.emit("animationfinish", { current: at, currentItemId, source }),
					duration,
				);
			}

			#draw(duration, shift = 0) {
				const axis = this.is("vertical") ? "Y" : "X";
				const items = this.#items;
				for (const [index, item] of items.entries()) {
					let place = index - this.#at;
					// of a ring the next one comes from its side, whichever it is
					if (this.is("circular") && items.length > 2) {
						if (place > items.length / 2) place -= items.length;
						if (place < -items.length / 2) place += items.length;
					}
					item.style.transition = duration && Math.abs(place) <= 1 ? `transform ${duration}ms` : "";
					item.style.transform = `translate${axis}(calc(${place * 100}% + ${shift}px))`;
				}
				this.#drawDots(items.length);
			}

			#drawDots(count) {
				this.dots.hidden = !this.is("indicator-dots");
				while (this.dots.childElementCount > count) this.dots.lastElementChild.remove();
				while (this.dots.childElementCount < count) this.dots.append(document.createElement("i"));
				for (const [index, dot] of [...this.dots.children].entries()) {
					const name = index === this.#at ? "indicator-active-color" : "indicator-color";
					const usual = index === this.#at ? "#000000" : "rgba(0, 0, 0, .3)";
					/** @type {HTMLElement} */ (dot).style.backgroundColor = String(this.value(name, usual));
				}
			}

			#play() {
				clearInterval(this.#timer);
				if (!this.is("autoplay")) return;
				this.#timer = setInterval(
					() => {
						const isLast = this.#at === this.#items.length - 1;
						this.#go(isLast ? 0 : this.#at + 1, "autoplay");
					},
					this.number("interval", 5000),
				);
			}

			#drag() {
				let from = null;
				const far = (event) =>
					this.is("vertical") ? event.clientY - from.clientY : event.clientX - from.clientX;
				this.addEventListener("pointerdown", (event) => {
					from = event;
				});
				this.addEventListener("pointermove", (event) => {
					if (!from || this.is("disable-touch")) return;
					if (Math.abs(far(event)) > 5 && !this.hasPointerCapture(event.pointerId))
						this.setPointerCapture(event.pointerId);
					this.#draw(0, far(event));
					this.emit("transition", { dx: -far(event), dy: 0 });
				});
				const end = (event) => {
					if (!from) return;
					const moved = far(event);
					from = null;
					const step = Math.abs(moved) > 40 ? -Math.sign(moved) : 0;
					if (step) this.#go(this.#at + step, "touch");
					else this.#draw(200);
				};
				this.addEventListener("pointerup", end);
				this.addEventListener("pointercancel", end);
			}
		},
	);
	native.component(
		"swiper-item",
		class extends native.Element {
			static attributes = ["item-id"];
			static later = ["skip-hidden-item-layout"];
		},
	);
})();
