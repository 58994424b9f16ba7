/** Presses: how an element looks meanwhile (`hover-class`), and what is done when they last. */
(() => {
	const native = globalThis.miniNative;
	const LONG = 500; // milliseconds
	const FAR = 10; // pixels
	const SEGMENT = 3; // of a class list: beside what the template says, which may change meanwhile

	/**
	 * Follow presses of an element; `start` and `stay` are the defaults in milliseconds, `otherwise` the
	 * class of the host itself.
	 */
	native.hover = (element, { start = 50, stay = 400, otherwise = "none" } = {}) => {
		let timer;
		let shown = [];

		function names() {
			const name = String(element.value("hover-class", otherwise));
			return name === "none" || element.is("disabled") ? [] : name.split(/\s+/).filter(Boolean);
		}

		function show(wanted) {
			for (const name of [...shown, ...wanted]) {
				const isHeld = wanted.includes(name);
				if (name === otherwise) element.classList.toggle(name, isHeld);
				element.__wxElement?.classList.toggle(name, isHeld, SEGMENT);
			}
			shown = wanted;
		}

		function later(milliseconds, act) {
			clearTimeout(timer);
			timer = setTimeout(act, milliseconds);
		}

		element.addEventListener("pointerdown", (event) => {
			if (event.hoverStopped) return;
			if (element.is("hover-stop-propagation")) event.hoverStopped = true;
			const wanted = names();
			if (wanted.length) later(element.number("hover-start-time", start), () => show(wanted));
		});
		for (const type of ["pointerup", "pointercancel", "pointerleave"]) {
			element.addEventListener(type, () => {
				if (timer) later(element.number("hover-stay-time", stay), () => show([]));
			});
		}
	};

	/** Act when an element was pressed for long without moving. */
	native.longPress = (element, act) => {
		let timer;
		let from;
		element.addEventListener("pointerdown", (event) => {
			from = event;
			timer = setTimeout(act, LONG);
		});
		element.addEventListener("pointermove", (event) => {
			const isFar =
				from && Math.hypot(event.clientX - from.clientX, event.clientY - from.clientY) > FAR;
			if (isFar) clearTimeout(timer);
		});
		for (const type of ["pointerup", "pointercancel", "pointerleave"]) {
			element.addEventListener(type, () => clearTimeout(timer));
		}
	};
})();
