// Asks the program now and then whether it is there: one in an endless loop cannot say so itself.

const PAUSE = 1000; // milliseconds from one question to the next
const PATIENCE = 3000; // of a program that works hard, or on a busy machine

export class Pulse {
	#asked = 0; // when it was asked first without an answer since
	#last = 0;
	#isLost = false;
	#changed;

	// `ask` asks, and tells whether there is anybody to; `changed` hears when no answer comes, and when
	// one does again.
	constructor(ask, changed) {
		this.#changed = changed;
		setInterval(() => this.#beat(ask), PAUSE);
	}

	heard() {
		this.#asked = 0;
		this.#tell(false);
	}

	#beat(ask) {
		const now = performance.now();
		// a page in the background, or a machine that slept, is late itself
		const isLate = now - this.#last > PATIENCE;
		this.#last = now;
		if (document.hidden || isLate || !ask()) {
			this.#asked = 0;
			return;
		}
		this.#asked ||= now;
		if (now - this.#asked > PATIENCE) this.#tell(true);
	}

	#tell(isLost) {
		if (isLost === this.#isLost) return;
		this.#isLost = isLost;
		this.#changed(isLost);
	}
}
