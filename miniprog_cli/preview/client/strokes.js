// What a press with a finger or a mouse was: a tap, a long press, or a way that it went.

const SLOP = 12; // pixels before a press becomes a way
const LONG = 500; // milliseconds

export class Strokes {
	#press = null;
	#isTaken = false;

	// Tells whether the click that follows belongs to a stroke that is recorded.
	get isTaken() {
		return this.#isTaken;
	}

	began(event, target) {
		this.#isTaken = false;
		const { clientX: x, clientY: y, timeStamp: at, pointerId } = event;
		this.#press = { x, y, at, pointerId, target, box: target.getBoundingClientRect() };
	}

	// Gives the step that a press was, or null where it was a tap.
	ended({ clientX, clientY, timeStamp, pointerId }) {
		const press = this.#press;
		this.#press = null;
		if (press?.pointerId !== pointerId) return null;
		const by = [clientX - press.x, clientY - press.y].map(Math.round);
		const ms = Math.round(timeStamp - press.at);
		const isWay = Math.hypot(...by) > SLOP;
		// who marks a text means no more than that
		if (!isWay && ms < LONG) return null;
		if (isWay && !getSelection().isCollapsed) return null;
		this.#isTaken = true;
		const at = parts(press.box, press.x, press.y);
		if (!isWay) return { do: "hold", target: press.target, at, ms };
		return { do: "swipe", target: press.target, at, by, ms: Math.min(ms, 2000) };
	}

	// The browser scrolls instead, or drags.
	cancelled() {
		this.#press = null;
	}
}

// Says where in a box a place is, as parts of its width and height.
export function parts({ left, top, width, height }, x, y) {
	const part = (way, all) => Math.round((1000 * way) / (all || 1)) / 1000;
	return [part(x - left, width), part(y - top, height)];
}
