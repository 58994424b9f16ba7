/** `<icon>`: one of the host's own signs. */
(() => {
	const native = globalThis.miniNative;
	const SIGNS = {
		success: ["✓", "#09bb07"],
		success_no_circle: ["✓", "#09bb07"],
		info: ["i", "#10aeff"],
		warn: ["!", "#f76260"],
		waiting: ["…", "#10aeff"],
		cancel: ["✕", "#f43530"],
		download: ["↓", "#09bb07"],
		search: ["⌕", "#b2b2b2"],
		clear: ["✕", "#b2b2b2"],
	};
	const BARE = ["success_no_circle", "search"];

	native.component(
		"icon",
		class extends native.Element {
			static attributes = ["type", "size", "color"];
			static css = `
				:host { display: inline-flex; align-items: center; justify-content: center; vertical-align: middle;
					border-radius: 50%; font-family: sans-serif; font-weight: bold; line-height: 1; }
			`;

			begin() {
				this.changed();
			}

			changed() {
				const type = String(this.value("type", "info"));
				const [sign, usual] = SIGNS[type] ?? ["?", "#b2b2b2"];
				const size = this.number("size", 23);
				const colour = String(this.value("color", usual));
				const isBare = BARE.includes(type);
				this.style.width = this.style.height = `${size}px`;
				this.style.fontSize = `${isBare ? size : size * 0.65}px`;
				this.style.color = isBare ? colour : "#fff";
				this.style.backgroundColor = isBare ? "transparent" : colour;
				this.textContent = sign;
			}
		},
	);
})();
