// What became of each save: its number, what was done with it, why, and how long it took.
import { element } from "./element.js";
import { Log } from "./log.js";
import { duration, numberOf, textOf } from "./values.js";

export class Saves {
	#log = new Log("saves", {
		label: "Saves",
		empty: "Nothing saved yet. Each save is listed with what it changed, and why.",
		draw,
	});
	#number = 0;
	toolbar = this.#log.toolbar;
	element = this.#log.element;

	show(isShown) {
		this.#log.show(isShown);
	}

	heard(message) {
		this.#number += 1;
		this.#log.put(this.#number, message);
	}
}

function draw({ generation, kind, reason, ms, files, used }) {
	const said = textOf(reason);
	const what = used === false ? "unused" : textOf(kind);
	return {
		words: `${said} ${what}`,
		kind: what === "reload" ? "doubtful" : "",
		summary: [
			element("span", { class: "number", text: `#${numberOf(generation) ?? ""}` }),
			element("span", { class: "badge", text: what }),
			element("span", { class: "words", text: said }),
			element("span", { class: "number", text: duration(ms) }),
		],
		body: () => [
			element("p", { text: said }),
			...(files ?? []).slice(0, 20).map((file) => element("code", { text: textOf(file) })),
		],
	};
}
