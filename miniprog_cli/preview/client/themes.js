// Two themes: that of this page, which it keeps to itself, and that of the program, which is a
// setting of the simulated host.
import { load, save } from "./stored.js";

/** @type {(id: string) => any} */
const $ = (id) => document.getElementById(id);
const OWN = { auto: "as the system", light: "light", dark: "dark" };
const PROGRAM = { auto: "as the system", light: "light", dark: "dark" };

const dark = matchMedia("(prefers-color-scheme: dark)");

export class Themes {
	#own = load().theme in OWN ? load().theme : "auto";
	#program = "auto";
	#changed;

	// `order` gives an order to the server; `changed(isDark)` hears how the program looks.
	constructor({ order, changed }) {
		this.#changed = changed;
		$("theme").addEventListener("click", () => {
			this.#own = next(this.#own, OWN);
			save({ theme: this.#own });
			this.#show();
		});
		$("scheme").addEventListener("click", () =>
			order({ settings: { device: { theme: next(this.#program, PROGRAM) } } }),
		);
		dark.addEventListener("change", () => this.#show());
		this.#show();
	}

	set(theme) {
		this.#program = theme in PROGRAM ? theme : "auto";
		this.#show();
	}

	#show() {
		document.documentElement.dataset.theme = this.#own;
		const isDark = this.#program === "auto" ? dark.matches : this.#program === "dark";
		$("frame").dataset.scheme = isDark ? "dark" : "light";
		$("scheme").setAttribute("aria-pressed", String(this.#program !== "auto"));
		say($("theme"), `Theme of this page: ${OWN[this.#own]}`);
		say($("scheme"), `Theme of the program: ${PROGRAM[this.#program]}`);
		this.#changed(isDark);
	}
}

function next(theme, themes) {
	const names = Object.keys(themes);
	return names[(names.indexOf(theme) + 1) % names.length];
}

function say(button, text) {
	button.setAttribute("aria-label", text);
	button.title = text;
}
