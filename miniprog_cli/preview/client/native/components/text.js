/** `<text>`: words in a line; line breaks in it count. */
(() => {
	const native = globalThis.miniNative;

	native.component(
		"text",
		class extends native.Element {
			static attributes = ["user-select", "selectable", "space", "decode"];
			static css = `
				:host { display: inline; white-space: pre-line; user-select: none; }
				:host[selectable], :host[user-select] { user-select: text; }
				:host[user-select] { display: inline-block; }
				:host[space="nbsp"], :host[space="ensp"], :host[space="emsp"] { white-space: pre-wrap; }
				:host[space="ensp"] { word-spacing: 0.25em; }
				:host[space="emsp"] { word-spacing: 0.75em; }
			`;
		},
	);
})();
