// A list that grows at its end while a program runs: drawn once a frame, only while it is seen, and
// never longer than a browser draws at once.
import { button, element, icon } from "./element.js";

const MOST = 300;
const ELSEWHERE = "Another window of the program, or a phone";

export class Log {
	#items = new Map();
	#unseen = new Set();
	#list;
	#empty;
	#none;
	#frame = 0;
	#isShown = false;
	#filter = "";
	#isWanted = (_item) => true;
	#last = null;
	#marks = 0;
	#draw;
	#own;

	// `draw(item)` gives { summary: [...], body: () => [...], words, kind } of an item; `body` is
	// asked for when the row is opened. What a page has told that is not of this window, as `own` knows,
	// says so; `page` of an item is its number.
	constructor(name, { label, empty, draw, own = null }) {
		this.#draw = draw;
		this.#own = own;
		this.#list = element("ol", { class: `log ${name}`, "aria-label": label });
		this.#empty = element("p", { class: "empty", text: empty });
		this.#none = element("p", { class: "empty", role: "status", hidden: true });
		const filter = element("input", {
			type: "search",
			placeholder: "Filter",
			"aria-label": `Filter ${label.toLowerCase()}`,
			on: { input: () => this.#look(filter.value) },
		});
		this.clearButton = button(null, () => this.clear(), {
			class: "tool",
			"aria-label": `Clear ${label.toLowerCase()}`,
			title: "Clear",
		});
		this.clearButton.append(icon("clear"));
		this.toolbar = element("div", { class: "toolbar" }, filter, this.clearButton);
		this.element = element(
			"div",
			{ class: "scroll", tabindex: "0" },
			this.#empty,
			this.#none,
			this.#list,
		);
	}

	get size() {
		return this.#items.size;
	}

	get(key) {
		return this.#items.get(key)?.item;
	}

	// The item at the end, with its key.
	get latest() {
		return { key: this.#last, item: this.get(this.#last) };
	}

	// Shows only the items that `isWanted(item)` tells.
	only(isWanted) {
		this.#isWanted = isWanted;
		this.#look(this.#filter);
	}

	// Draws a line at the end, with what is new from there on; several in a row are one.
	mark(text) {
		if (this.#items.size === 0) {
			return;
		}
		const isAfterMark = this.get(this.#last)?.mark !== undefined;
		this.#marks += isAfterMark ? 0 : 1;
		this.put(`mark ${this.#marks}`, { mark: text });
	}

	// Adds an item at the end, or puts another in the place of the one with its key.
	put(key, item) {
		if (!this.#items.has(key)) {
			this.#last = key;
		}
		const known = this.#items.get(key);
		this.#items.set(key, { item, row: known?.row ?? null });
		this.#unseen.add(key);
		if (this.#items.size > MOST) {
			const oldest = this.#items.keys().next().value;
			this.#items.get(oldest).row?.remove();
			this.#items.delete(oldest);
			this.#unseen.delete(oldest);
		}
		this.#later();
	}

	// More is known of which pages are of this window.
	owned() {
		for (const [key, entry] of this.#items) {
			if (entry.row && entry.isElsewhere !== this.#isElsewhere(entry)) {
				this.#unseen.add(key);
			}
		}
		this.#later();
	}

	#isElsewhere({ item }) {
		return typeof item.page === "number" && this.#own?.has(item.page) === false;
	}

	clear() {
		this.#items.clear();
		this.#unseen.clear();
		this.#list.replaceChildren();
		this.#later();
	}

	show(isShown) {
		this.#isShown = isShown;
		this.#later();
	}

	#look(words) {
		this.#filter = words.trim().toLowerCase();
		for (const entry of this.#items.values()) {
			this.#hide(entry);
		}
		this.#countHidden();
	}

	// Says that there is something, where a filter leaves nothing of it.
	#countHidden() {
		const entries = [...this.#items.values()].filter(({ item }) => item.mark === undefined);
		const isNone = entries.length > 0 && entries.every(({ row }) => row?.hidden);
		const words = this.#filter ? `matches “${this.#filter}”` : "is of that kind";
		this.#none.textContent = isNone ? `None of ${entries.length} ${words}.` : "";
		this.#none.hidden = !isNone;
	}

	#hide({ item, row }) {
		if (row && item.mark === undefined) {
			const isFound = this.#draw(item).words.toLowerCase().includes(this.#filter);
			row.hidden = !isFound || !this.#isWanted(item);
		}
	}

	#later() {
		if (this.#isShown && !this.#frame) {
			this.#frame = requestAnimationFrame(() => this.#flush());
		}
	}

	#flush() {
		this.#frame = 0;
		const { scrollTop, clientHeight, scrollHeight } = this.element;
		const isAtEnd = scrollTop + clientHeight >= scrollHeight - 24;
		this.#empty.hidden = this.#items.size > 0;
		for (const key of this.#unseen) {
			this.#show(this.#items.get(key));
		}
		this.#unseen.clear();
		this.#countHidden();
		if (isAtEnd) {
			this.element.scrollTop = this.element.scrollHeight;
		}
	}

	#show(entry) {
		const isNew = entry.row === null;
		entry.row ??= element("li");
		if (entry.item.mark === undefined) {
			this.#fill(entry);
		} else {
			entry.row.className = "mark";
			entry.row.textContent = entry.item.mark;
		}
		if (isNew) {
			this.#list.append(entry.row);
		}
	}

	#fill(entry) {
		const { summary, body, kind } = this.#draw(entry.item);
		entry.isElsewhere = this.#isElsewhere(entry);
		if (entry.isElsewhere) {
			summary.push(element("span", { class: "elsewhere", title: ELSEWHERE, text: "elsewhere" }));
		}
		entry.row.className = kind ?? "";
		const details = entry.row.querySelector("details");
		if (details?.open && details.contains(document.activeElement)) {
			details.firstChild.replaceChildren(...summary); // somebody is editing what is below
		} else {
			entry.row.replaceChildren(folded(summary, body, details?.open));
		}
		this.#hide(entry);
	}
}

function folded(summary, body, isOpen) {
	if (!body) {
		return element("div", { class: "line" }, ...summary);
	}
	const details = element("details", {}, element("summary", { class: "line" }, ...summary));
	details.addEventListener("toggle", () => {
		if (details.open && details.childElementCount === 1) {
			details.append(element("div", { class: "body" }, ...body()));
		}
	});
	details.open = isOpen === true;
	return details;
}
