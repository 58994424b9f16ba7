/**
 * `<progress>`: how much of something is done.
 *
 * An example of a component: one file, one call of `native.component`. `static` members are the table
 * in the docs; `css` is its looks; children of its own go into the element where the component
 * takes none of the program's, else into a shadow root with a slot.
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
				:host > .mini-track { flex: 1; overflow: hidden; background: #ebebeb; }
				:host > .mini-track > i { display: block; height: 100%; background: #09bb07; }
				:host > span { margin-left: 15px; min-width: 2em; }
			`;

			begin() {
				this.track = document.createElement("div");
				this.track.className = "mini-track";
				this.done = this.track.appendChild(document.createElement("i"));
				this.info = document.createElement("span");
				this.append(this.track, this.info);
				this.done.addEventListener("transitionend", () =>
					this.emit("activeend", { curPercent: this.number("percent") }),
				);
				this.#draw();
			}

			changed() {
				this.#draw();
			}

			#draw() {
				const percent = Math.min(100, Math.max(0, this.number("percent", 0)));
				const isActive = this.is("active");
				this.track.style.cssText = `height: ${this.number("stroke-width", 6)}px; border-radius: ${this.number("border-radius", 0)}px`;
				this.track.style.backgroundColor = String(this.value("backgroundColor", "#ebebeb"));
				this.done.style.backgroundColor = String(
					this.value("activeColor") ?? this.value("color", "#09bb07"),
				);
				this.done.style.transition = isActive
					? `width ${percent * this.number("duration", 30)}ms linear`
					: "";
				if (isActive && !this.done.style.width) {
					this.done.style.width = "0";
					this.done.getBoundingClientRect();
				}
				this.done.style.width = `${percent}%`;
				this.info.hidden = !this.is("show-info");
				this.info.style.fontSize = `${this.number("font-size", 16)}px`;
				this.info.textContent = `${percent}%`;
			}
		},
	);
})();
