// The sheet over the program that lists what is wrong, and the button in the status line that counts
// it. Small until it is opened wide; closed until there is another error, or the button is pressed.
import { drawItems, isError, titleOf } from "./findings.js";

const MAX_CRASHES = 20;

export class Sheet {
	#parts;
	#findings = [];
	#crashes = [];
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

	// Takes an error that the program did not catch.
	addCrash({ place, message }) {
		if (this.#crashes.length < MAX_CRASHES) {
			this.#crashes.push({ severity: "error", place, message });
			this.#draw();
		}
	}

	// A page that starts afresh has not failed yet.
	forgetCrashes() {
		this.#crashes = [];
		this.#draw();
	}

	#draw() {
		const lines = [...this.#crashes, ...this.#findings];
		const { sheet, title, list, more, button, news } = this.#parts;
		const errors = lines.filter(isError).map((line) => JSON.stringify(line));
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
