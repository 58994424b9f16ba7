/**
 * A column to choose from, that a finger, a wheel or keys turn: items of one height in a box that
 * scrolls from item to item. Both the sheet of `<picker>` and `<picker-view-column>` are made of it.
 */
(() => {
	const native = globalThis.miniNative;
	const STEPS = { ArrowDown: 1, ArrowUp: -1, PageDown: 5, PageUp: -5 };
	const QUIET = 120; // milliseconds without scrolling, after which it rests

	/** @type {(...given: any[]) => void} */
	const nothing = () => {};

	/**
	 * Turn a box into one: `height()` is that of an item in pixels, `count()` how many there are;
	 * `began()` is called when it begins to turn by hand, `moved(index)` when another item is in the
	 * middle and `rested(index)` when it stopped there.
	 */
	native.wheel = (box, { height, count, began = nothing, moved = nothing, rested }) => {
		let at = 0;
		let isTurned = false;
		let timer;

		const inRange = (index) => Math.min(Math.max(0, count() - 1), Math.max(0, Math.round(index)));

		function show(index, { isSmooth = false } = {}) {
			at = inRange(index);
			const top = at * height();
			if (Math.abs(box.scrollTop - top) > 1) {
				box.scrollTo({ top, behavior: isSmooth ? "smooth" : "instant" });
			}
		}

		function turn() {
			if (isTurned) return;
			isTurned = true;
			began();
		}

		function rest() {
			if (!isTurned) return;
			const index = inRange(box.scrollTop / (height() || 1));
			isTurned = false;
			at = index;
			rested(index);
		}

		function go(index) {
			const wanted = inRange(index);
			if (wanted === at) return;
			turn();
			show(wanted);
			moved(wanted);
			rest();
		}

		box.addEventListener("scroll", () => {
			clearTimeout(timer);
			if (!isTurned) return;
			const index = inRange(box.scrollTop / (height() || 1));
			if (index !== at) {
				at = index;
				moved(index);
			}
			timer = setTimeout(rest, QUIET);
		});
		for (const type of ["wheel", "touchmove"]) {
			box.addEventListener(type, turn, { passive: true });
		}
		box.addEventListener("keydown", (event) => {
			const ends = { Home: 0, End: count() - 1 };
			if (!(event.key in STEPS) && !(event.key in ends)) return;
			event.preventDefault();
			go(event.key in ends ? ends[event.key] : at + STEPS[event.key]);
		});
		drag(box, { turn, rest });
		box.addEventListener("click", (event) => {
			const { top, height: whole } = box.getBoundingClientRect();
			const off = Math.round((event.clientY - top - whole / 2) / (height() || 1));
			if (off && !event.defaultPrevented) go(at + off);
		});
		return { show, index: () => at };
	};

	/** A mouse drags what a finger scrolls. */
	function drag(box, { turn, rest }) {
		let from = null;
		box.addEventListener("pointerdown", (event) => {
			if (event.pointerType === "mouse")
				from = { y: event.clientY, top: box.scrollTop, isFar: false };
		});
		box.addEventListener("pointermove", (event) => {
			if (!from) return;
			const far = from.y - event.clientY;
			if (!from.isFar && Math.abs(far) < 4) return;
			if (!from.isFar) box.setPointerCapture(event.pointerId);
			from.isFar = true;
			turn();
			box.style.scrollSnapType = "none";
			box.scrollTop = from.top + far;
		});
		const end = () => {
			const isFar = from?.isFar;
			from = null;
			box.style.scrollSnapType = "";
			if (!isFar) return;
			// the click that follows is not one on an item
			box.addEventListener("click", (event) => event.preventDefault(), {
				capture: true,
				once: true,
			});
			setTimeout(rest, QUIET);
		};
		box.addEventListener("pointerup", end);
		box.addEventListener("pointercancel", end);
	}
})();
