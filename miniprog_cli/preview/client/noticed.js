// What is new on the page after somebody has done something, said as steps. A line that goes again at
// once, as "Loading…" does, and one that changes by itself, as a clock does, are taken back.
import { texts } from "./tree.js";

const PAUSE = 400; // milliseconds until a page has shown what a tap leads to
const AGAIN = 600; // and between looks after that
const LONGEST = 10_000; // for what comes late
const SHORT = 1000; // what is shown for less cannot be relied on
const MOST_AT_ONCE = 3;
const MOST = 5;
const MAX_TEXT = 80;

const isTelling = (line) => /\p{L}{2}|\p{Lo}/u.test(line);
const masked = (line) => line.replace(/\d+/g, "#");

export class Noticed {
	#step;
	#shown = new Set();
	#timer = 0;
	#until = 0;
	#left = 0;
	#isHeld = false;
	#recent = new Map(); // lines said since the last step, with the time
	#said = new Set(); // all
	#moving = new Set(); // how lines look that change by themselves

	constructor(step) {
		this.#step = step;
	}

	get shown() {
		return this.#shown;
	}

	// Somebody did something. `before` is what was shown then, where that is not what was seen last.
	did(before = this.#shown) {
		this.#isHeld = false;
		this.#shown = before;
		this.#recent.clear();
		this.#left = MOST;
		this.#until = performance.now() + LONGEST;
		this.#lookIn(PAUSE);
	}

	lookSoon() {
		this.#lookIn(PAUSE);
	}

	// Somebody is at something of which it is not known yet what it is.
	hold() {
		this.look();
		this.#recent.clear();
		this.#isHeld = true;
	}

	release() {
		this.#isHeld = false;
		this.#lookIn(AGAIN);
	}

	// What came of the step before, however late, stands before the next one. Gives how many are new.
	look() {
		if (this.#isHeld) return 0;
		const now = texts();
		this.#takeBack(new Set(now));
		const fresh = now.filter((line) => this.#isNews(line));
		// a sign or a number says little, where there is anything else
		const news = [...fresh.filter(isTelling), ...fresh.filter((line) => !isTelling(line))];
		news.splice(MOST_AT_ONCE);
		for (const text of news.slice(0, this.#left)) {
			this.#step({ do: "see", text });
			this.#recent.set(text, performance.now());
			this.#said.add(text);
		}
		this.#left -= news.length;
		this.#shown = new Set(now);
		if (performance.now() < this.#until) this.#lookIn(AGAIN);
		return news.length;
	}

	hasNews() {
		return texts().some((line) => this.#isNews(line));
	}

	#isNews(line) {
		return !this.#shown.has(line) && line.length <= MAX_TEXT && !this.#moving.has(masked(line));
	}

	#takeBack(now) {
		for (const [text, at] of this.#recent) {
			if (now.has(text)) continue;
			this.#recent.delete(text);
			const looks = masked(text);
			if (looks !== text && [...now].some((line) => masked(line) === looks)) this.#moves(looks);
			else if (performance.now() - at < SHORT) this.#step({ do: "forget", text });
		}
	}

	#moves(looks) {
		this.#moving.add(looks);
		for (const text of this.#said) if (masked(text) === looks) this.#step({ do: "forget", text });
	}

	#lookIn(milliseconds) {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => this.look(), milliseconds);
	}
}
