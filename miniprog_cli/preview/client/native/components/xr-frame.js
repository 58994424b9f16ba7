/** `<xr-frame>`: scenes in three dimensions, which the host alone draws. */
(() => {
	const native = globalThis.miniNative;

	native.component(
		"xr-frame",
		class extends native.Element {
			static placeholder = "a box with its name";
			static css = `
				:host { display: grid; place-items: center; min-height: 24px; background: #eee; color: #666; font: 12px sans-serif; }
				:host::before { content: "xr-frame"; }
			`;
		},
	);
})();
