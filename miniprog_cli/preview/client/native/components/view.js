/** `<view>`: a block, which may look otherwise while it is pressed. */
(() => {
	const native = globalThis.miniNative;

	native.component(
		"view",
		class extends native.Element {
			static attributes = [
				"hover-class",
				"hover-start-time",
				"hover-stay-time",
				"hover-stop-propagation",
			];
			// a page marks what it looks like in the host's other renderer: `renderer.js`
			static css = `
				:host { display: block; }
				:where([data-places="views"]) :host { position: relative; }
				:where([data-flow="column"]) :host { display: flex; flex-direction: column; }
			`;

			#isHeard = false;

			begin() {
				this.changed("hover-class");
			}

			changed(name) {
				// most of the views of a page have none, and need no listeners
				if (name !== "hover-class" || this.#isHeard || !this.value(name)) return;
				this.#isHeard = true;
				native.hover(this);
			}
		},
	);
})();
