/** `<scroll-view>`: scrolls what is in it in its own box; with `refresher-enabled` it can be pulled. */
(() => {
	const native = globalThis.miniNative;
	const { drag, animate, glide, shadow } = native.gestures;
	const OFTEN = 200; // milliseconds between two tellings of an edge

	native.component(
		"scroll-view",
		class ScrollView extends native.Element {
			static attributes =
				"scroll-x scroll-y upper-threshold lower-threshold scroll-top scroll-left scroll-into-view scroll-into-view-offset scroll-into-view-alignment scroll-with-animation enable-flex enhanced paging-enabled type padding reverse refresher-enabled refresher-threshold refresher-default-style refresher-background refresher-triggered".split(
					" ",
				);
			static events =
				"scroll scrolltoupper scrolltolower scrollstart scrollend dragstart dragging dragend refresherpulling refresherwillrefresh refresherrefresh refresherrestore refresherabort refresherstatuschange".split(
					" ",
				);
			static later =
				"bounces show-scrollbar scroll-anchoring enable-back-to-top enable-passive fast-deceleration using-sticky associative-container cache-extent min-drag-distance clip scroll-into-view-within-extent refresher-two-level-enabled refresher-two-level-triggered refresher-two-level-threshold refresher-two-level-close-threshold refresher-two-level-scroll-enabled refresher-ballistic-refresh-enabled refresher-two-level-pinned".split(
					" ",
				);
			static partly = { type: "lists are drawn whole, whatever the type" };
			static css = `
				:host { display: block; position: relative; width: 100%; overflow: hidden;
					overscroll-behavior: contain; scrollbar-width: none; -webkit-overflow-scrolling: touch; }
				:host[data-scrolls*="y"] { overflow-y: auto; }
				:host[data-scrolls*="x"] { overflow-x: auto; }
				:host[data-scrolls=""] { overflow: hidden; }
			`;
			#before = { top: 0, left: 0 };
			#told = { upper: 0, lower: 0 };
			#given = new Map();
			#stops = [];
			#rest = 0;
			#isDragged = false;
			#context = null;

			begin() {
				if (!this.shadowRoot) this.#build();
				this.#shape();
				this.refresher = native.refresher(this, this.inside);
				for (const name of ["scroll-top", "scroll-left", "scroll-into-view"]) this.changed(name);
				this.refresher.changed();
			}

			#build() {
				this.inside = shadow(
					this,
					`<style>
					.pull { position: relative; height: 0; overflow: hidden; width: 100%; flex: none; }
					.held { position: absolute; bottom: 0; left: 0; right: 0; }
					.dots { display: flex; justify-content: center; align-items: center; gap: 6px; height: 45px; }
					.dots i { width: 6px; height: 6px; border-radius: 50%; background: currentcolor; animation: beat 1s infinite alternate; animation-play-state: paused; opacity: .5; }
					.dots i:nth-child(2) { animation-delay: -.66s; } .dots i:nth-child(3) { animation-delay: -.33s; }
					.is-refreshing .dots i { animation-play-state: running; }
					@keyframes beat { from { opacity: .25; } to { opacity: 1; } }
					.content { width: 100%; height: 100%; box-sizing: border-box; flex: none; }
					.is-flex { display: contents; } .is-list ::slotted(*) { flex-shrink: 0; }
				</style><div class="pull" part="pull"><div class="held"><slot name="refresher"><div class="dots"><i></i><i></i><i></i></div></slot></div></div><div class="content"><slot></slot></div>`,
				);
				this.hear("scroll", () => this.#scrolled(), { passive: true });
				for (const type of ["wheel", "pointerdown"]) {
					this.hear(type, () => this.stop(), { passive: true });
				}
				this.#drag();
			}

			end() {
				this.stop();
				clearTimeout(this.#rest);
			}

			changed(name) {
				// what is set in the same turn counts too: other attributes, and rows that are new
				if (name === "scroll-top" || name === "scroll-left")
					queueMicrotask(() => this.#follow(name));
				else if (name === "scroll-into-view") queueMicrotask(() => this.#into());
				else if (name.startsWith("refresher")) this.refresher.changed(name);
				else if (/^(scroll-|enable-flex|padding|reverse)/.test(name)) this.#shape();
			}

			/** Say which ways it scrolls, and how its content is laid out. */
			#shape() {
				this.dataset.scrolls = `${this.is("scroll-x") ? "x" : ""}${this.is("scroll-y") ? "y" : ""}`;
				const content = this.inside.find(".content");
				content.classList.toggle("is-flex", this.is("enable-flex"));
				content.classList.toggle("is-list", this.value("type") === "list");
				const padding = this.list("padding").map((each) => `${Number(each) || 0}px`);
				content.style.padding = padding.join(" ");
				this.inside.style.flexDirection = this.is("reverse") ? "column-reverse" : "";
				this.inside.style.display = this.is("reverse") ? "flex" : "";
			}

			#follow(name) {
				const wanted = this.number(name, Number.NaN);
				if (Number.isNaN(wanted) || this.#given.get(name) === wanted) return;
				this.#given.set(name, wanted);
				this.scrollToPlace({ [name === "scroll-top" ? "top" : "left"]: wanted });
			}

			#into() {
				const id = this.value("scroll-into-view", "");
				if (!id || this.#given.get("into") === id) return;
				const found = this.querySelector(`#${CSS.escape(String(id))}`);
				if (!found) return;
				this.#given.set("into", id);
				this.showChild(found, {
					alignment: String(this.value("scroll-into-view-alignment", "start")),
				});
			}

			/** Scroll to what is in it. */
			showChild(
				found,
				{ alignment = "start", isAnimated = this.is("scroll-with-animation") } = {},
			) {
				const here = this.getBoundingClientRect();
				const there = found.getBoundingClientRect();
				const part = { center: 0.5, end: 1 }[alignment] ?? 0;
				const offset = this.number("scroll-into-view-offset", 0);
				const top = this.scrollTop + there.top - here.top - this.clientTop;
				const left = this.scrollLeft + there.left - here.left - this.clientLeft;
				this.scrollToPlace({
					top: this.is("scroll-y")
						? top + offset - part * (this.clientHeight - there.height)
						: undefined,
					left: this.is("scroll-x")
						? left + offset - part * (this.clientWidth - there.width)
						: undefined,
					isAnimated,
				});
			}

			/** Scroll, at once or within `duration` milliseconds. */
			scrollToPlace({
				top = undefined,
				left = undefined,
				isAnimated = this.is("scroll-with-animation"),
				duration = 300,
			}) {
				this.stop();
				const from = { top: this.scrollTop, left: this.scrollLeft };
				const step = (part) => {
					if (top !== undefined) this.scrollTop = from.top + (top - from.top) * part;
					if (left !== undefined) this.scrollLeft = from.left + (left - from.left) * part;
				};
				if (isAnimated) this.#stops.push(animate(duration, step));
				else step(1);
			}

			/** Stop what moves by itself. */
			stop() {
				for (const stop of this.#stops.splice(0)) stop();
			}

			#scrolled() {
				const { scrollTop, scrollLeft, scrollHeight, scrollWidth, clientHeight, clientWidth } =
					this;
				const deltaY = this.#before.top - scrollTop;
				const deltaX = this.#before.left - scrollLeft;
				this.#before = { top: scrollTop, left: scrollLeft };
				if (deltaX === 0 && deltaY === 0) return;
				const place = { scrollLeft, scrollTop, scrollHeight, scrollWidth };
				if (!this.#rest) this.emit("scrollstart", place);
				this.emit("scroll", { ...place, deltaX, deltaY, isDrag: this.#isDragged });
				if (this.is("scroll-y")) {
					this.#edge(deltaY, scrollTop, scrollHeight - clientHeight - scrollTop, ["top", "bottom"]);
				}
				if (this.is("scroll-x")) {
					this.#edge(deltaX, scrollLeft, scrollWidth - clientWidth - scrollLeft, ["left", "right"]);
				}
				clearTimeout(this.#rest);
				this.#rest = setTimeout(() => this.#rested(place), 120);
			}

			#rested(place) {
				this.#rest = 0;
				if (this.#isDragged) return;
				this.emit("scrollend", place);
			}

			/** Tell that an edge is near, when it comes nearer. */
			#edge(delta, above, below, [first, last]) {
				const now = performance.now();
				const tell = (name, direction) => {
					if (now - this.#told[name] < OFTEN) return;
					this.#told[name] = now;
					this.emit(`scrollto${name}`, { direction });
				};
				if (delta > 0 && above <= this.number("upper-threshold", 50)) tell("upper", first);
				if (delta < 0 && below <= this.number("lower-threshold", 50)) tell("lower", last);
			}

			/** A mouse drags as a finger does; the finger itself is left to the browser. */
			#drag() {
				let from;
				const isMouse = (event) => event instanceof MouseEvent;
				const place = () => ({ scrollTop: this.scrollTop, scrollLeft: this.scrollLeft });
				drag(this, {
					may: ({ dx, dy, event }) =>
						this.refresher.may(dx, dy) || (isMouse(event) && this.#canMove(dx, dy)),
					begin: ({ dx, dy }) => {
						this.stop();
						this.#isDragged = true;
						from = { top: this.scrollTop, left: this.scrollLeft };
						this.refresher.begin(dx, dy);
						this.#enhanced("dragstart", place());
					},
					move: ({ dx, dy }) => {
						if (this.refresher.isHeld) {
							this.refresher.move(dy);
							return;
						}
						if (this.is("scroll-y")) this.scrollTop = from.top - dy;
						if (this.is("scroll-x")) this.scrollLeft = from.left - dx;
						this.#enhanced("dragging", place());
					},
					end: ({ vx, vy }) => {
						this.#isDragged = false;
						this.#enhanced("dragend", { ...place(), velocity: { x: vx, y: vy } });
						if (this.refresher.isHeld) this.refresher.release();
						else this.#glide(vx, vy);
					},
				});
			}

			#enhanced(name, detail) {
				if (this.is("enhanced")) this.emit(name, detail);
			}

			#canMove(dx, dy) {
				if (this.#context?.scrollEnabled === false) return false;
				const isDown = Math.abs(dy) > Math.abs(dx);
				if (isDown !== this.is("scroll-y") && !(this.is("scroll-x") && this.is("scroll-y")))
					return false;
				const at = isDown ? this.scrollTop : this.scrollLeft;
				const most = isDown
					? this.scrollHeight - this.clientHeight
					: this.scrollWidth - this.clientWidth;
				return (isDown ? dy : dx) > 0 ? at > 0 : at < most - 1;
			}

			#glide(vx, vy) {
				if (this.is("paging-enabled")) {
					this.#page(vx, vy);
					return;
				}
				const go = (name, speed) =>
					glide(speed, (step) => {
						const before = this[name];
						this[name] = before - step;
						return this[name] === before && Math.abs(step) > 1;
					});
				if (this.is("scroll-y")) this.#stops.push(go("scrollTop", vy));
				if (this.is("scroll-x")) this.#stops.push(go("scrollLeft", vx));
			}

			#page(vx, vy) {
				const near = (at, size, speed) => {
					const part = at / size;
					const page =
						Math.abs(speed) > 0.3
							? speed > 0
								? Math.floor(part)
								: Math.ceil(part)
							: Math.round(part);
					return page * size;
				};
				this.scrollToPlace({
					top: this.is("scroll-y") ? near(this.scrollTop, this.clientHeight, vy) : undefined,
					left: this.is("scroll-x") ? near(this.scrollLeft, this.clientWidth, vx) : undefined,
					isAnimated: true,
				});
			}

			/** What `fields({ node: true })` gives of one with `enhanced`: its ScrollViewContext. */
			get node() {
				this.#context ??= {
					scrollEnabled: true,
					bounces: true,
					showScrollbar: true,
					pagingEnabled: this.is("paging-enabled"),
					fastDeceleration: false,
					decelerationDisabled: false,
					scrollTo: ({ top, left, animated = true, duration = 300 } = /** @type {any} */ ({})) =>
						this.scrollToPlace({ top, left, isAnimated: animated, duration }),
					scrollIntoView: (selector, { alignment = "start", animated = true } = {}) => {
						const found = this.querySelector(selector);
						if (found) this.showChild(found, { alignment, isAnimated: animated });
					},
					triggerRefresh: () => this.refresher.open(),
					closeRefresh: () => this.refresher.close(),
					triggerTwoLevel: () => native.unsupported("ScrollViewContext.triggerTwoLevel"),
					closeTwoLevel() {},
				};
				return this.#context;
			}
		},
	);
})();
