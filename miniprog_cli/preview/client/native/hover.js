/** `hover-class`: how an element looks while it is pressed; classes as the runtime names them. */
(() => {
	const native = globalThis.miniNative;

	/** Follow presses of an element; `start` and `stay` are the defaults in milliseconds. */
	native.hover = (element, { start = 50, stay = 400, otherwise = "none" } = {}) => {
		let timer;
		const names = () => {
			const name = element.value("hover-class", otherwise);
			return name === "none" || element.is("disabled") ? "" : String(name);
		};
		const set = (isHeld) => {
			for (const name of names().split(/\s+/).filter(Boolean)) {
				element.__wxElement?.classList?.toggle(name, isHeld);
			}
		};
		const later = (isHeld, name, otherwise) => {
			clearTimeout(timer);
			timer = setTimeout(() => set(isHeld), element.number(name, otherwise));
		};
		element.addEventListener("pointerdown", (event) => {
			if (!names() || event.hoverStopped) return;
			if (element.is("hover-stop-propagation")) event.hoverStopped = true;
			later(true, "hover-start-time", start);
		});
		for (const type of ["pointerup", "pointercancel", "pointerleave"]) {
			element.addEventListener(type, () => names() && later(false, "hover-stay-time", stay));
		}
	};
})();
