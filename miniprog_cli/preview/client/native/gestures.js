/**
 * Dragging, as components of hosts are dragged: with a finger or with a mouse, taken by the innermost that
 * can move in that direction, with the speed it had when it was let go.
 */
(() => {
	const native = globalThis.miniNative;
	const SLOP = 5; // pixels before a press becomes a drag
	const RECENT = 100; // milliseconds that count for the speed
	/** Which element has taken the press that is going on. */
	let owner = null;

	/**
	 * Let an element be dragged. `may({dx, dy})` is asked once, when the press has moved; `begin`,
	 * `move` and `end` get `{dx, dy, x, y, vx, vy, event}`: the way from the start, the place in the
	 * page, both in pixels, and pixels in a millisecond; `end` gets `isCancelled` besides.
	 */
	function drag(
		element,
		{ may = (_told = undefined) => true, begin = nothing, move = nothing, end = nothing },
	) {
		let press = null;

		function down(event, { clientX: x, clientY: y }) {
			if (press) return;
			owner = null;
			press = { x, y, isTaken: false, last: [[event.timeStamp, x, y]] };
		}

		function go(event, { clientX: x, clientY: y }) {
			if (!press) return;
			press.last.push([event.timeStamp, x, y]);
			if (!press.isTaken && !taken(event, x, y)) return;
			if (event.cancelable) event.preventDefault();
			move(told(event, x, y));
		}

		/** Find out, once it has moved, whether this element takes the press. */
		function taken(event, x, y) {
			const dx = x - press.x;
			const dy = y - press.y;
			if (Math.hypot(dx, dy) < SLOP) return false;
			if (owner || !may({ dx, dy, event })) {
				press = null;
				return false;
			}
			owner = element;
			press.isTaken = true;
			getSelection()?.removeAllRanges();
			begin(told(event, x, y));
			return true;
		}

		function up(event, { clientX: x, clientY: y }, isCancelled = false) {
			const was = press;
			if (was?.isTaken) {
				swallow();
				end({ ...told(event, x, y), isCancelled });
			}
			press = null;
		}

		function told(event, x, y) {
			const now = event.timeStamp;
			const recent = press.last.filter(([time]) => now - time < RECENT);
			press.last = recent.length ? recent : press.last.slice(-1);
			const [time, fromX, fromY] = press.last[0];
			const lasted = Math.max(now - time, 16);
			const vx = (x - fromX) / lasted;
			const vy = (y - fromY) / lasted;
			return { dx: x - press.x, dy: y - press.y, x, y, vx, vy, event };
		}

		hear(element, { down, go, up });
	}

	/** Hear a finger, or a mouse as if it were one. */
	function hear(element, { down, go, up }) {
		const options = { passive: false };
		const listen = EventTarget.prototype.addEventListener.bind(element);
		listen("touchstart", (event) => down(event, event.changedTouches[0]), { passive: true });
		listen("touchmove", (event) => go(event, event.changedTouches[0]), options);
		listen("touchend", (event) => up(event, event.changedTouches[0]), options);
		listen("touchcancel", (event) => up(event, event.changedTouches[0], true), options);
		listen("mousedown", (event) => {
			if (event.button !== 0 || isTyping(event)) return;
			down(event, event);
			const follow = (moved) => go(moved, moved);
			const stop = (last) => {
				removeEventListener("mousemove", follow);
				removeEventListener("mouseup", stop);
				up(last, last);
			};
			addEventListener("mousemove", follow);
			addEventListener("mouseup", stop);
		});
	}

	/** What was dragged is not clicked when it is let go. */
	function swallow() {
		const stop = (event) => {
			event.stopPropagation();
			event.preventDefault();
		};
		addEventListener("click", stop, { capture: true, once: true });
		setTimeout(() => removeEventListener("click", stop, { capture: true }), 0);
	}

	const isTyping = (event) => {
		const [inner] = event.composedPath();
		return inner instanceof Element && inner.matches("input, textarea, select, [contenteditable]");
	};
	const nothing = (_told = undefined) => {};

	const EASES = {
		linear: (t) => t,
		default: (t) => 1 - (1 - t) ** 3,
		easeInCubic: (t) => t ** 3,
		easeOutCubic: (t) => 1 - (1 - t) ** 3,
		easeInOutCubic: (t) => (t < 0.5 ? 4 * t ** 3 : 1 - (2 - 2 * t) ** 3 / 2),
	};

	/** Run from 0 to 1 in `duration` milliseconds; gives how to stop it, which `done` does not hear. */
	function animate(duration, step, { ease = "default", done = nothing } = {}) {
		let frame = 0;
		let start;
		const shape = EASES[ease] ?? EASES.default;
		const next = (now) => {
			start ??= now;
			const part = duration > 0 ? Math.min(1, (now - start) / duration) : 1;
			step(shape(part));
			if (part < 1) frame = requestAnimationFrame(next);
			else done();
		};
		frame = requestAnimationFrame(next);
		return () => cancelAnimationFrame(frame);
	}

	/** Go on with the speed of a drag, slower and slower; `step` gets pixels and says whether to stop. */
	function glide(speed, step, { friction = 0.998, done = nothing } = {}) {
		let frame = 0;
		let before;
		let left = speed;
		const next = (now) => {
			const lasted = Math.min(64, now - (before ?? now - 16));
			before = now;
			left *= friction ** lasted;
			if (Math.abs(left) < 0.02 || step(left * lasted)) done();
			else frame = requestAnimationFrame(next);
		};
		frame = requestAnimationFrame(next);
		return () => cancelAnimationFrame(frame);
	}

	/**
	 * Give an element an inside of its own, around what the program puts into it; `rule` is where its
	 * own place goes, since the program writes its `style` anew.
	 */
	function shadow(element, html) {
		const root = element.shadowRoot ?? element.attachShadow({ mode: "open" });
		root.innerHTML = html;
		const sheet = new CSSStyleSheet();
		sheet.replaceSync(":host {}");
		root.adoptedStyleSheets = [sheet];
		const [rule] = sheet.cssRules;
		const find = (selector) => root.querySelector(selector);
		return { root, find, style: /** @type {CSSStyleRule} */ (rule).style };
	}

	native.gestures = { drag, animate, glide, shadow };
})();
