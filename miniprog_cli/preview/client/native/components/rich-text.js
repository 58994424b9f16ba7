/** `<rich-text>`: text with markup, given as nodes or as HTML; nothing in it runs. */
(() => {
	const native = globalThis.miniNative;

	native.component(
		"rich-text",
		class extends native.Element {
			static attributes = ["nodes", "space", "user-select"];
			static later = ["mode"];
			static css = `
				:host { display: block; user-select: none; }
				:host[user-select] { user-select: text; }
				:host[space] { white-space: pre-wrap; }
			`;

			begin() {
				if (this.value("nodes") !== undefined) this.changed("nodes");
			}

			changed(name) {
				if (name !== "nodes" && name !== "space") return;
				this.replaceChildren(...native.richText(this.value("nodes", []) ?? [], this));
			}
		},
	);
})();
