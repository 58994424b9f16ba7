/**
 * Components that are only marked so far: a box with the name, or what is in them. Whoever writes one
 * takes its name out of these lists and makes a file `<tag>.js`.
 */
(() => {
	const native = globalThis.miniNative;
	const BLOCKS =
		"movable-area movable-view cover-view page-container root-portal match-media share-element sticky-header sticky-section grid-view list-view page-meta draggable-sheet nested-scroll-header nested-scroll-body open-container snapshot span".split(
			" ",
		);
	const BOXES =
		"video canvas map camera web-view cover-image audio keyboard-accessory navigation-bar functional-page-navigator xr-frame ".split(
			" ",
		);

	for (const tag of BLOCKS) {
		native.component(
			tag,
			class extends native.Element {
				static placeholder = "what is in it is shown";
				static css = ":host { display: block; }";
			},
		);
	}
	for (const tag of BOXES) {
		native.component(
			tag,
			class extends native.Element {
				static placeholder = "a box with its name";
				static css = `
					:host { display: block; position: relative; min-height: 24px; background: #eee; color: #666; font: 12px sans-serif; }
					:host:empty::before { content: "<${tag}>"; position: absolute; inset: 0; display: grid; place-items: center; }
				`;
			},
		);
	}
})();
