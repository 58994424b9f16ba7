/** `<root-portal>`: lifts what is in it out of the page, above all else and free of its clipping. */
(() => {
	const native = globalThis.miniNative;

	native.component(
		"root-portal",
		class extends native.Element {
			static attributes = ["enable"];
			static css = `
				:host { display: block; }
				:host[popover] { position: fixed; inset: 0; width: 100%; height: 100%; max-width: none;
					max-height: none; margin: 0; padding: 0; border: 0; overflow: visible; color: inherit;
					background: none; pointer-events: none; }
				:host[popover] > * { pointer-events: auto; }
			`;

			begin() {
				this.changed("enable");
			}

			changed(_name) {
				const isOut = this.is("enable", true);
				// the browser's own layer: the element stays where the framework has put it
				this.popover = isOut ? "manual" : null;
				if (isOut) this.showPopover();
			}
		},
	);
})();
