/** `<keyboard-accessory>`: a bar above the keyboard, shown at the bottom while its field is typed in. */
(() => {
	const native = globalThis.miniNative;

	native.component(
		"keyboard-accessory",
		class extends native.Element {
			static css = `
				:host { display: none; position: fixed; left: 0; right: 0; bottom: 0; z-index: 600; }
				wx-textarea:focus-within > :host, wx-input:focus-within > :host,
				wx-textarea:focus-within + :host, wx-input:focus-within + :host { display: block; }
			`;
		},
	);
})();
