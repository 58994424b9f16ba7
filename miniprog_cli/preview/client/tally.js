// Counts in the status line what is wrong, with the latest of it in words. The panel lists all: over
// the program lies nothing of ours, where the host asks its own questions.
import { Faults } from "./excerpt.js";
import { Ages, findingsOf, isError, titleOf, withFaults } from "./findings.js";
import { prose } from "./prose.js";

const LOST = {
	severity: "error",
	fault: "lost",
	place: "",
	message: "the program does not answer",
	hint: "a script runs without an end, or a dialog or breakpoint waits; reload it with R, or save the file",
};

export class Tally {
	#parts;
	#changed;
	#ages = new Ages();
	#findings = [];
	#crashes = new Faults();
	#isLost = false;

	// `parts` are the elements: button, count and latest in it, and news with its dot; `changed` hears
	// of every change.
	constructor(parts, changed) {
		this.#parts = parts;
		this.#changed = changed;
	}

	// All of it: a failed build first, then what went wrong in the program, and then what `check` says.
	get lines() {
		const lines = withFaults(this.#findings, this.#crashes.lines);
		return this.#isLost ? [LOST, ...lines] : lines;
	}

	// Takes what `check` says.
	showFindings(state) {
		this.#findings = this.#ages.sorted(findingsOf(state));
		this.#draw();
	}

	// Takes whether the program has stopped to answer.
	setLost(isLost) {
		this.#isLost = isLost;
		this.#draw();
	}

	// Takes what went wrong in the program.
	addCrash(fault) {
		this.#crashes.add(fault);
		this.#draw();
	}

	// A page that starts afresh has not failed yet.
	forgetCrashes() {
		this.#crashes.clear();
		this.#draw();
	}

	#draw() {
		const { lines } = this;
		const { button, count, latest, news } = this.#parts;
		const isBad = lines.some(isError);
		button.hidden = lines.length === 0;
		button.classList.toggle("bad", isBad);
		news.classList.toggle("bad", isBad);
		count.textContent = titleOf(lines);
		// warnings are no news: their number is enough
		const [first] = isBad ? lines : [];
		const words = first ? [first.place, first.message].filter(Boolean).join(" ") : "";
		latest.replaceChildren(...(words ? prose(words) : []));
		this.#changed(lines);
	}
}
