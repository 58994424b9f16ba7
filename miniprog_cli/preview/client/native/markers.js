/** Markers of maps: their pictures, and the words over and below them. */
(() => {
	const native = globalThis.miniNative;
	const HIGH = 36; // pixels of the pin that stands where a marker has no picture
	const WIDE = 26;
	const PIN = `data:image/svg+xml,${encodeURIComponent(
		'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 26 36"><path d="M13 0C5.8 0 0 5.8 0 13c0 9.2 13 23 13 23s13-13.8 13-23C26 5.8 20.2 0 13 0z" fill="#e8503a"/><circle cx="13" cy="13" r="5" fill="#fff"/></svg>',
	)}`;
	const pixels = (length, usual) => (length ? native.figures.length(length) : usual);

	const css = `
		.marker { position: absolute; left: 0; top: 0; pointer-events: auto; cursor: pointer; }
		.marker img { display: block; width: 100%; height: 100%; }
		.callout { position: absolute; bottom: calc(100% + 8px); left: 50%; translate: -50%; white-space: pre; text-align: center; }
		.callout::after { content: ""; position: absolute; top: 100%; left: 50%; margin-left: -6px; border: 6px solid transparent; border-top-color: var(--ground, #fff); }
		.label { position: absolute; top: 100%; left: 0; white-space: pre; }
		.control { position: absolute; pointer-events: auto; cursor: pointer; }
	`;

	/** Hear taps on something, which are none of the map. */
	function tapped(element, act) {
		element.addEventListener("click", (event) => {
			event.stopPropagation();
			act();
		});
		return element;
	}

	/** Draw a marker of a map at its place in pixels. */
	function marker(map, said, { x, y }) {
		const made = document.createElement("div");
		const { x: right = 0.5, y: down = 1 } = said.anchor ?? {};
		const width = pixels(said.width, WIDE);
		const height = pixels(said.height, HIGH);
		made.className = "marker";
		made.style.cssText = `width: ${width}px; height: ${height}px; z-index: ${Number(said.zIndex) || 0}; opacity: ${said.alpha ?? 1}; transform: translate(${x - right * width}px, ${y - down * height}px);`;
		const picture = made.appendChild(document.createElement("img"));
		picture.alt = String(said["aria-label"] ?? said.title ?? "");
		picture.draggable = false;
		picture.style.rotate = `${Number(said.rotate) || 0}deg`;
		picture.src = said.iconPath ? native.paths.address(String(said.iconPath), map.from) : PIN;
		words(map, made, said);
		return tapped(made, () => {
			map.opened = said.id;
			map.emit("markertap", { markerId: said.id, ...native.figures.plain(said) });
			map.redraw();
		});
	}

	/** What stands over and below a marker. */
	function words(map, made, { id, callout, label, title, customCallout }) {
		const isOpen = callout?.display === "ALWAYS" || map.opened === id;
		if ((callout?.content || title) && isOpen && !customCallout) {
			const said = native.figures.callout(callout ?? { content: title });
			made.append(tapped(said, () => map.emit("callouttap", { markerId: id })));
		}
		if (label?.content) {
			const said = native.figures.label(label);
			made.append(tapped(said, () => map.emit("labeltap", { markerId: id })));
		}
	}

	/** Callouts that the program writes in its template, by `marker-id`. */
	function custom(map, markers, at) {
		const named = `${native.elements.prefix}cover-view[marker-id]`;
		for (const said of map.querySelectorAll(named)) {
			const holder = [...map.children].find((child) => child.contains(said));
			HTMLElement.prototype.setAttribute.call(holder, "slot", "callout");
			const found = markers.find(({ id }) => String(id) === String(said.value("marker-id")));
			const isShown =
				found && (found.customCallout?.display === "ALWAYS" || map.opened === found.id);
			said.style.display = isShown ? "" : "none";
			if (!isShown) continue;
			const { x, y } = at(found);
			said.style.position = "absolute";
			said.style.transform = `translate(calc(${x}px - 50%), calc(${y - pixels(found.height, HIGH)}px - 100%))`;
		}
	}

	function control(map, { id, position, iconPath, clickable }) {
		const made = document.createElement("img");
		const { left = 0, top = 0, width, height } = position ?? {};
		made.className = "control";
		made.alt = "";
		made.style.cssText = `left: ${left}px; top: ${top}px; ${width ? `width: ${width}px;` : ""} ${height ? `height: ${height}px` : ""}`;
		made.src = native.paths.address(String(iconPath ?? ""), map.from);
		return tapped(made, () => clickable && map.emit("controltap", { controlId: id }));
	}

	native.markers = { css, marker, custom, control };
})();
