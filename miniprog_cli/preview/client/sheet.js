// The sheet over the program that lists what is wrong, and the button in the status line that counts
// it. Small until it is opened wide; closed until there is another error, or the button is pressed.
import { Faults } from "./excerpt.js";
import { drawItems, isError, titleOf } from "./findings.js";

const BREAKS = new Set(["error", "rejection"]);

export class Sheet {
	#parts;
	#findings = [];
	#crashes = new Faults();
	#known = new Set();

	// `parts` are the elements: sheet, title, list, more, close, button, and news with its dot.
	constructor(parts) {
		this.#parts = parts;
		parts.close.addEventListener("click", () => {
			this.#open(false);
			parts.button.focus();
		});
		parts.button.addEventListener("click", () => {
			this.#open(parts.sheet.hidden);
			this.#widen(true);
		});
		parts.more.addEventListener("click", () => this.#widen(!("wide" in parts.sheet.dataset)));
	}

	// Takes what `check` says.
	showFindings(lines) {
		this.#findings = lines;
		this.#draw();
	}

	// Takes what went wrong in the program; what stopped a script is shown in full.
	addCrash(fault) {
		const isFirst = this.#crashes.lines.length === 0;
		const isNew = this.#crashes.add(fault);
		this.#draw();
		if (isFirst && isNew && BREAKS.has(fault.kind)) {
			this.#widen(true);
		}
	}

	// A page that starts afresh has not failed yet.
	forgetCrashes() {
		this.#crashes.clear();
		this.#draw();
	}

	#draw() {
		const lines = [...this.#crashes.lines, ...this.#findings];
		const { sheet, title, list, more, button, news } = this.#parts;
		const errors = lines
			.filter(isError)
			.map(({ place, message }) => JSON.stringify([place, message]));
		const isNew = errors.some((error) => !this.#known.has(error));
		this.#known = new Set(errors);
		title.textContent = titleOf(lines);
		list.replaceChildren(...drawItems(lines));
		more.hidden = lines.length === 0;
		button.hidden = lines.length === 0;
		button.textContent = titleOf(lines);
		news.classList.toggle("bad", errors.length > 0);
		sheet.classList.toggle("mild", errors.length === 0);
		if (isNew && sheet.hidden) {
			this.#widen(false);
		}
		this.#open(isNew || (lines.length > 0 && !sheet.hidden));
	}

	#open(isOpen) {
		this.#parts.sheet.hidden = !isOpen;
		this.#parts.button.setAttribute("aria-expanded", String(isOpen));
	}

	#widen(isWide) {
		const { sheet, more } = this.#parts;
		sheet.toggleAttribute("data-wide", isWide);
		more.setAttribute("aria-expanded", String(isWide));
		more.textContent = isWide ? "Less" : "More";
	}
}
