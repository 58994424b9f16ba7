/**
 * `<progress>`: how much of something is done.
 *
 * An example of a component: one file, one call of `native.component`. `static` members are the table
 * in the docs; `css` is its looks; children of its own go into the element. Programs style the inside
 * of the host's components by the classes it has there, so what they name is named alike.
 */
(() => {
	const native = globalThis.miniNative;

	native.component(
		"progress",
		class extends native.Element {
			static attributes = [
				"percent",
				"show-info",
				"border-radius",
				"font-size",
				"stroke-width",
				"color",
				"activeColor",
				"backgroundColor",
				"active",
				"active-mode",
				"duration",
			];
			static events = ["activeend"];
			static css = `
				:host { display: flex; align-items: center; }
				:host > .wx-progress-bar { flex: 1; overflow: hidden; background-color: #ebebeb; }
				:where(.mini-dark) :host > .wx-progress-bar { background-color: #303030; }
				:host .wx-progress-inner-bar { width: 0; height: 100%; background-color: #09bb07; }
				:where(.mini-v2) :host .wx-progress-inner-bar { background-color: #07c160; }
				:host > .wx-progress-info { margin: 0 0 0 15px; min-width: 2em; }
			`;
			#animation = null;
			#shown = 0;

			begin() {
				this.own("role", "progressbar");
				this.track ??= this.appendChild(native.part("div", "wx-progress-bar"));
				this.done ??= this.track.appendChild(native.part("div", "wx-progress-inner-bar"));
				this.info ??= this.appendChild(native.part("p", "wx-progress-info"));
				this.#draw();
				this.#move();
			}

			changed(name) {
				this.#draw();
				if (name === "percent" || name === "active") this.#move();
			}

			end() {
				this.#animation?.cancel();
			}

			get #percent() {
				return Math.min(100, Math.max(0, this.number("percent", 0)));
			}

			#draw() {
				const { track, done, info } = this;
				track.style.height = `${this.number("stroke-width", 6)}px`;
				track.style.borderRadius = `${this.number("border-radius", 0)}px`;
				track.style.backgroundColor = String(this.value("backgroundColor", ""));
				done.style.backgroundColor = String(this.value("activeColor") ?? this.value("color", ""));
				info.hidden = !this.is("show-info");
				info.style.fontSize = `${this.number("font-size", 16)}px`;
			}

			#move() {
				const to = this.#percent;
				const isForward = this.value("active-mode", "backwards") === "forwards";
				const from = isForward ? this.#shown : 0;
				this.#animation?.cancel();
				this.#animation = null;
				this.#shown = to;
				this.own("aria-valuenow", String(to));
				this.done.style.width = `${to}%`;
				this.info.textContent = `${to}%`;
				if (!this.is("active") || from === to) return;
				const duration = Math.abs(to - from) * this.number("duration", 30);
				const frames = [{ width: `${from}%` }, { width: `${to}%` }];
				this.#animation = this.done.animate(frames, { duration, easing: "linear" });
				this.#animation.onfinish = () => this.emit("activeend", { curPercent: to });
			}
		},
	);
})();
