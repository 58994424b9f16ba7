/**
 * `<map>`: a map that needs no server: streets of its own making, at the right scale and place, with
 * the program's markers, lines, areas and circles where they belong.
 */
(() => {
	const native = globalThis.miniNative;
	const { drag, animate, shadow } = native.gestures;
	const { ground } = native;
	const ATTRIBUTES =
		"longitude latitude scale min-scale max-scale markers polyline circles controls include-points show-location polygons rotate show-compass show-scale enable-zoom enable-scroll enable-satellite enable-traffic";

	native.component(
		"map",
		class MapElement extends native.Element {
			static attributes = ATTRIBUTES.split(" ");
			static events = "tap markertap labeltap controltap callouttap updated regionchange".split(
				" ",
			);
			static later =
				"covers subkey layer-style skew enable-3D enable-overlooking enable-auto-max-overlooking enable-rotate enable-poi enable-building enable-indoor setting poitap anchorpointtap polylinetap abilitysuccess abilityfail authsuccess interpolatepoint visualcallouttap error".split(
					" ",
				);
			static partly = {
				"enable-satellite": "another ground that is made up, as the streets are",
				"enable-traffic": "colours that mean nothing",
				rotate: "as the program says; not by hand",
			};
			static css = `
				:host { display: block; position: relative; width: 300px; height: 150px; overflow: hidden; touch-action: none; cursor: grab; }
			`;
			/** Taps are told here, with the place, not by the runtime. */
			hasOwnTaps = true;
			#centre = { latitude: 0, longitude: 0 };
			#scale = 16;
			#offset = [0.5, 0.5];
			#added = new Map();
			#moved = new Map();
			#waits = false;
			#rest;

			begin() {
				if (!this.shadowRoot) this.#build();
				this.#centre = { latitude: this.number("latitude"), longitude: this.number("longitude") };
				this.#zoom(this.number("scale", 16));
				this.#include();
				this.sizes = new ResizeObserver(() => this.redraw());
				this.sizes.observe(/** @type {any} */ (this));
				this.redraw();
				requestAnimationFrame(() => this.emit("updated", {}));
			}

			end() {
				this.sizes?.disconnect();
				clearTimeout(this.#rest);
			}

			changed(name) {
				if (name === "longitude" || name === "latitude") {
					this.#go({ ...this.#centre, [name]: this.number(name) });
				} else if (name === "scale") this.#zoom(this.number("scale", 16));
				else if (name === "include-points") this.#include();
				if (name === "markers") this.#moved.clear();
				this.redraw();
			}

			#build() {
				this.inside = shadow(
					this,
					`<style>
					canvas, .over, .slot { position: absolute; inset: 0; width: 100%; height: 100%; }
					.over, .slot { pointer-events: none; overflow: hidden; }
					${native.markers.css}
					.compass { position: absolute; top: 10px; right: 10px; width: 32px; height: 32px; border-radius: 50%; background: #fff; box-shadow: 0 1px 4px #0004; display: grid; place-items: center; font: 16px sans-serif; color: #e8503a; }
					.scale { position: absolute; left: 10px; bottom: 10px; border: solid #555; border-width: 0 1px 1px; font: 10px sans-serif; text-align: center; color: #333; }
					.slot ::slotted(*) { pointer-events: auto; } [hidden] { display: none !important; }
				</style><canvas></canvas><div class="over"></div><div class="slot"><slot></slot><slot name="callout"></slot></div>`,
				);
				this.surface = this.inside.find("canvas");
				this.over = this.inside.find(".over");
				this.#gestures();
			}

			get #seen() {
				const { clientWidth: width, clientHeight: height } = this;
				return ground.view({
					centre: this.#centre,
					scale: this.#scale,
					width,
					height,
					offset: this.#offset,
					rotate: this.number("rotate", 0),
				});
			}

			#zoom(scale) {
				const low = this.number("min-scale", 3);
				this.#scale = Math.max(low, Math.min(this.number("max-scale", 20), scale));
			}

			#go(centre) {
				this.#centre = { latitude: Number(centre.latitude), longitude: Number(centre.longitude) };
			}

			#include(points = this.list("include-points"), padding = undefined) {
				if (points.length === 0) return;
				const { clientWidth: width, clientHeight: height } = this;
				const { centre, scale } = ground.fitting(points, { width, height, padding });
				this.#go(centre);
				this.#zoom(scale);
			}

			/** Draw, once for all that changes in one turn. */
			redraw() {
				if (this.#waits) return;
				this.#waits = true;
				queueMicrotask(() => {
					this.#waits = false;
					if (this.isConnected && this.clientWidth) this.#drawNow();
				});
			}

			#drawNow() {
				const seen = this.#seen;
				const ratio = devicePixelRatio;
				const { surface } = this;
				surface.width = seen.width * ratio;
				surface.height = seen.height * ratio;
				const pen = surface.getContext("2d");
				pen.scale(ratio, ratio);
				ground.draw(pen, seen, {
					isSatellite: this.is("enable-satellite"),
					hasTraffic: this.is("enable-traffic"),
				});
				for (const each of this.list("polygons")) native.figures.area(pen, seen, each);
				for (const each of this.list("circles")) native.figures.circle(pen, seen, each);
				for (const each of this.list("polyline")) native.figures.line(pen, seen, each);
				if (this.is("show-location"))
					native.figures.here(pen, seen, native.simulated.settings.location);
				this.#place(seen);
			}

			/** All markers: of the attribute, and those that were added through the context. */
			get #markers() {
				return [...this.list("markers"), ...this.#added.values()];
			}

			/** Put what stands over the ground: markers, controls, compass and ruler. */
			#place(seen) {
				const at = (marker) => seen.pixel(this.#moved.get(marker.id) ?? marker);
				const { markers } = native;
				this.over.replaceChildren(
					...this.#markers.map((marker) => markers.marker(this, marker, at(marker))),
					...this.list("controls").map((control) => markers.control(this, control)),
				);
				if (this.is("show-compass")) this.over.append(native.figures.box("compass", "▲"));
				if (this.is("show-scale")) this.over.append(native.figures.ruler(seen, this.#centre));
				markers.custom(this, this.#markers, at);
			}

			#gestures() {
				let start;
				drag(this, {
					may: () => this.is("enable-scroll", true),
					begin: () => {
						start = this.#seen;
						this.#changes("begin", "drag");
					},
					move: ({ dx, dy }) => {
						const [right, down] = start.offset;
						this.#go(start.place({ x: start.width * right - dx, y: start.height * down - dy }));
						this.redraw();
					},
					end: () => this.#changes("end", "drag"),
				});
				this.hear(
					"wheel",
					(event) => {
						if (!this.is("enable-zoom", true)) return;
						event.preventDefault();
						this.#nearer(event, -event.deltaY / 300);
					},
					{ passive: false },
				);
				this.hear("dblclick", (event) => this.is("enable-zoom", true) && this.#nearer(event, 1));
				this.hear("click", (event) => {
					const { left, top } = this.getBoundingClientRect();
					const at = this.#seen.place({ x: event.clientX - left, y: event.clientY - top });
					this.opened = undefined;
					this.emit("tap", at);
					this.redraw();
				});
				this.#pinch();
			}

			#pinch() {
				let spread = 0;
				const far = ([one, two]) =>
					Math.hypot(one.clientX - two.clientX, one.clientY - two.clientY);
				this.hear(
					"touchstart",
					({ touches }) => {
						spread = touches.length > 1 ? far(touches) : 0;
					},
					{ passive: true },
				);
				this.hear(
					"touchmove",
					({ touches }) => {
						if (touches.length < 2 || !spread || !this.is("enable-zoom", true)) return;
						this.#zoom(this.#scale + Math.log2(far(touches) / spread));
						spread = far(touches);
						this.redraw();
					},
					{ passive: true },
				);
			}

			/** Zoom around the place under the pointer. */
			#nearer({ clientX, clientY }, by) {
				const { left, top } = this.getBoundingClientRect();
				const at = { x: clientX - left, y: clientY - top };
				const before = this.#seen;
				const fixed = before.place(at);
				if (!this.#rest) this.#changes("begin", "scale");
				this.#zoom(this.#scale + by);
				const moved = this.#seen.pixel(fixed);
				const [right, down] = this.#offset;
				const middle = {
					x: before.width * right + moved.x - at.x,
					y: before.height * down + moved.y - at.y,
				};
				this.#go(this.#seen.place(middle));
				this.redraw();
				clearTimeout(this.#rest);
				this.#rest = setTimeout(() => {
					this.#rest = 0;
					this.#changes("end", "scale");
				}, 200);
			}

			#changes(type, causedBy) {
				const { centre, region } = this.state;
				const detail = {
					rotate: this.number("rotate", 0),
					skew: 0,
					scale: this.#scale,
					centerLocation: centre,
					region,
				};
				this.emit("regionchange", { type, causedBy, ...detail, detail });
			}

			/** What the context tells and changes; see `mapcontext.js`. */
			get state() {
				const seen = this.#seen;
				const southwest = seen.place({ x: 0, y: seen.height });
				const northeast = seen.place({ x: seen.width, y: 0 });
				return {
					seen,
					centre: { ...this.#centre },
					scale: this.#scale,
					region: { southwest, northeast },
					added: this.#added,
					placeOf: (id) => this.#moved.get(id) ?? this.#markers.find((each) => each.id === id),
					move: (id, at) => {
						this.#moved.set(id, at);
						this.redraw();
					},
					include: (points, padding) => {
						this.#include(points, padding);
						this.redraw();
					},
					offset: ([x, y]) => {
						this.#offset = [x, y];
						this.redraw();
					},
					go: (to) => {
						const from = { ...this.#centre };
						this.#changes("begin", "update");
						animate(
							300,
							(part) => {
								const between = (name) => from[name] + (to[name] - from[name]) * part;
								this.#go({ latitude: between("latitude"), longitude: between("longitude") });
								this.redraw();
							},
							{ done: () => this.#changes("end", "update") },
						);
					},
				};
			}

			/** What `wx.createMapContext` gives. */
			get context() {
				return native.mapContext(this);
			}
		},
	);
})();
