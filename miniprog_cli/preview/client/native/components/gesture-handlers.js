/** What Skyline alone has: handlers of gestures and containers of routes. Here they hold what is in them. */
(() => {
	const native = globalThis.miniNative;
	const HANDLERS =
		"tap double-tap scale force-press pan vertical-drag horizontal-drag long-press".split(" ");
	const HANDLED =
		"tag on-gesture-event should-response-on-move should-accept-gesture simultaneous-handlers native-view worklet:ongesture worklet:should-accept-gesture worklet:should-response-on-move".split(
			" ",
		);

	for (const name of HANDLERS) {
		native.component(
			`${name}-gesture-handler`,
			class extends native.Element {
				static later = HANDLED;
				static placeholder = "shows what is in it; worklets do not run";
				static css = ":host { display: contents; }";
			},
		);
	}
	const BLOCKS = {
		"open-container":
			"transition-type transition-duration closed-color closed-elevation closed-border-radius middle-color open-color open-elevation open-border-radius",
		"nested-scroll-header": "",
		"nested-scroll-body": "offset-top",
		"grid-builder":
			"list type child-count child-height padding cross-axis-count max-cross-axis-extent main-axis-gap cross-axis-gap itembuild itemdispose",
		"list-builder":
			"list type child-count child-height padding initial-child-count itembuild itemdispose",
	};
	for (const [tag, later] of Object.entries(BLOCKS)) {
		native.component(
			tag,
			class extends native.Element {
				static later = later.split(" ").filter(Boolean);
				static placeholder = "shows what is in it";
				static css = ":host { display: block; }";
			},
		);
	}
})();
