// The pages that the program has gone through, as its frame remembers them: a list behind a button,
// with a way to each of them.
import { Menu } from "./menu.js";
import { element } from "./panel/element.js";
import { placeOf } from "./place.js";

const MOST_TITLES = 500;

export class Stack {
	#button;
	#list;
	#menu;
	#go;
	#entries = [];
	#current = "";
	#titles = new Map();

	// `go(key)` leads the program to an entry.
	constructor(list, opener, go) {
		this.#button = opener;
		this.#list = list;
		this.#go = go;
		this.#menu = new Menu(list, opener, () => this.#draw());
	}

	// Takes what the program says of its history: entries of { key, path }, oldest first.
	show({ entries = [], key = "", title = "" }) {
		this.#entries = entries;
		this.#current = key;
		if (this.#titles.size > MOST_TITLES) {
			this.#titles.clear();
		}
		this.#titles.set(key, title);
		this.#button.disabled = entries.length < 2;
		if (entries.length < 2) {
			this.#menu.close();
		}
	}

	toggle() {
		if (!this.#button.disabled) {
			this.#button.focus();
			this.#button.click();
		}
	}

	#draw() {
		// the newest first, as browsers list them
		this.#list.replaceChildren(...this.#entries.toReversed().map((one) => this.#item(one)));
	}

	#item({ key, path }) {
		const isHere = key === this.#current;
		const title = this.#titles.get(key);
		return element(
			"li",
			{},
			element(
				"button",
				{
					type: "button",
					"aria-current": isHere ? "page" : null,
					on: { click: () => this.#choose(key) },
				},
				title ? element("span", { text: title }) : null,
				element("code", { text: placeOf(path) || "elsewhere" }),
			),
		);
	}

	#choose(key) {
		this.#menu.close();
		this.#button.focus();
		if (key !== this.#current) {
			this.#go(key);
		}
	}
}
