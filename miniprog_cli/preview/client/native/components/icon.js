/** `<icon>`: one of the host's own signs, drawn here. */
(() => {
	const native = globalThis.miniNative;
	const RING = "M12 1a11 11 0 1 1 0 22 11 11 0 0 1 0-22z";
	const HOLE = "M12 2.2a9.8 9.8 0 1 0 0 19.6 9.8 9.8 0 0 0 0-19.6z";
	const TICK = "M10.2 17.2 5.6 12.6l1.5-1.5 3.1 3.1 6.8-6.8 1.5 1.5z";
	const BIG_TICK = "M9 20 1.5 12.5l2-2L9 16 20.5 4.5l2 2z";
	const CROSS =
		"M16.2 6.6 17.4 7.8 13.2 12l4.2 4.2-1.2 1.2L12 13.2l-4.2 4.2-1.2-1.2 4.2-4.2-4.2-4.2 1.2-1.2 4.2 4.2z";
	const LETTER = "M10.9 10h2.2v7.5h-2.2zM12 6.3a1.35 1.35 0 1 1 0 2.7 1.35 1.35 0 0 1 0-2.7z";
	const MARK = "M10.8 6h2.4l-.3 7.6h-1.8zM12 15.2a1.35 1.35 0 1 1 0 2.7 1.35 1.35 0 0 1 0-2.7z";
	const CLOCK = "M11.200 6h1.600v6l4 3.300-1 1.300-4.600-3.800z";
	const ARROW = "M11.2 6h1.6v7.2l2.6-2.6 1.1 1.1-4.5 4.5-4.5-4.5 1.1-1.1 2.6 2.6zM7 17h10v1.5H7z";
	const GLASS =
		"M10.5 2a8.5 8.5 0 0 1 6.6 13.8l5 5-1.3 1.3-5-5A8.5 8.5 0 1 1 10.5 2zm0 1.7a6.8 6.8 0 1 0 0 13.6 6.8 6.8 0 0 0 0-13.6z";
	/** By type: the path, of which overlaps are left out, and the usual colour. */
	const SIGNS = {
		success: [RING + TICK, "#09bb07"],
		success_no_circle: [BIG_TICK, "#09bb07"],
		success_circle: [RING + HOLE + TICK, "#09bb07"],
		info: [RING + LETTER, "#10aeff"],
		info_circle: [RING + HOLE + LETTER, "#10aeff"],
		warn: [RING + MARK, "#f76260"],
		waiting: [RING + CLOCK, "#10aeff"],
		waiting_circle: [RING + HOLE + CLOCK, "#10aeff"],
		cancel: [RING + HOLE + CROSS, "#f43530"],
		clear: [RING + CROSS, "#b2b2b2"],
		download: [RING + HOLE + ARROW, "#09bb07"],
		search: [GLASS, "#b2b2b2"],
		circle: [RING + HOLE, "#c9c9c9"],
	};

	native.component(
		"icon",
		class extends native.Element {
			static attributes = ["type", "size", "color"];
			static css = `
				:host { display: inline-block; vertical-align: middle; line-height: 0; }
				:host > svg { display: block; }
			`;

			begin() {
				this.changed();
			}

			changed() {
				const [path, usual] = SIGNS[String(this.value("type"))] ?? ["", ""];
				const size = this.number("size", 23);
				const colour = String(this.value("color", usual));
				const space = "http://www.w3.org/2000/svg";
				const drawing = document.createElementNS(space, "svg");
				drawing.setAttribute("viewBox", "0 0 24 24");
				drawing.setAttribute("width", String(size));
				drawing.setAttribute("height", String(size));
				drawing.setAttribute("aria-hidden", "true");
				const shape = document.createElementNS(space, "path");
				shape.setAttribute("d", path);
				shape.setAttribute("fill-rule", "evenodd");
				shape.style.fill = colour;
				drawing.append(shape);
				this.replaceChildren(drawing);
			}
		},
	);
})();
