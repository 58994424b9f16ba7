// What the program keeps: shown, edited and cleared. The pages hold it, and are asked for it.
import { button, element, icon } from "./element.js";
import { textOf } from "./values.js";

const AREAS = { local: "localStorage", session: "sessionStorage", host: "Storage of the host" };
const MOST = 200;
// browsers keep entries in no order that a person would see; "row-2" comes before "row-10"
const ORDER = new Intl.Collator("en", { numeric: true });
// Characters of an entry that the server lets through when an area is read.
const LISTED = 1000;

export class Storage {
	#order;
	#own;
	#kept = { local: new Map(), session: new Map(), host: new Map() };
	#areas;
	#lists = {};
	#forms = {};
	#clears = {};
	#isShown = false;
	#frame = 0;

	// `areas` are those that the program can have.
	constructor(order, own, areas = Object.keys(AREAS)) {
		this.#own = own;
		this.#order = (storage) => order({ storage: { ...storage, page: own.latest } });
		const again = button("Read again", () => this.read());
		this.toolbar = element("div", { class: "toolbar end" }, again);
		this.element = element("div", { class: "scroll padded", tabindex: "0" });
		this.#areas = areas;
		for (const area of areas) {
			this.element.append(this.#section(area, AREAS[area]));
		}
	}

	show(isShown) {
		if (isShown && !this.#isShown) {
			this.read();
		}
		this.#isShown = isShown;
	}

	// Another page is open here now.
	owned() {
		if (this.#isShown) {
			this.read();
		}
	}

	read() {
		for (const area of this.#areas) {
			this.#order({ do: "read", area });
		}
		this.#later();
	}

	// What another window keeps is its own affair, even in the same browser.
	heard({ page, area, key, value, all, cut }) {
		const kept = this.#kept[area];
		if (!kept || !this.#own.has(page)) {
			return;
		}
		if (all && typeof all === "object") {
			kept.clear();
			for (const [name, text] of Object.entries(all).slice(0, MOST)) {
				const value = textOf(text);
				kept.set(name, { value, isCut: value.length >= LISTED || name.length >= LISTED });
			}
		} else if (typeof key !== "string") {
			kept.clear();
		} else if (typeof value !== "string") {
			kept.delete(key);
		} else if (kept.size < MOST || kept.has(key)) {
			kept.set(key, { value: textOf(value), isCut: cut?.includes?.("value") });
		}
		this.#later();
	}

	#later() {
		if (!this.#frame) {
			this.#frame = requestAnimationFrame(() => {
				this.#frame = 0;
				this.#draw();
			});
		}
	}

	#section(area, title) {
		const body = element("tbody");
		this.#lists[area] = body;
		const name = element("input", { placeholder: "Key", "aria-label": `New key in ${title}` });
		const value = element("input", { placeholder: "Value", "aria-label": `New value in ${title}` });
		const form = element(
			"form",
			{ class: "row adding" },
			name,
			value,
			element("button", { type: "submit", text: "Add" }),
		);
		form.addEventListener("submit", (event) => {
			event.preventDefault();
			if (name.value) {
				this.#set(area, name.value, value.value);
				name.value = "";
				value.value = "";
			}
		});
		this.#forms[area] = form;
		const clear = button("Clear", () => this.#order({ do: "clear", area }), {
			"aria-label": `Clear ${title}`,
			class: "link",
			disabled: true,
		});
		this.#clears[area] = clear;
		return element(
			"section",
			{ class: "card", "aria-label": title },
			element("header", {}, element("h3", { text: title }), clear),
			element("table", { "aria-label": title }, body),
			form,
		);
	}

	#set(area, key, value) {
		this.#order({ do: "set", area, key, value });
	}

	#draw() {
		for (const [area, body] of Object.entries(this.#lists)) {
			const focused = document.activeElement;
			const clear = this.#clears[area];
			const isInside = body.contains(focused);
			if (isInside && focused instanceof HTMLInputElement) {
				continue; // somebody is writing: it is drawn when they are done
			}
			const rows = [...this.#kept[area]]
				.toSorted(([one], [other]) => ORDER.compare(one, other))
				.map(([key, kept]) => this.#row(area, key, kept));
			const none = element("tr", {}, element("td", { class: "quiet", text: "Empty" }));
			body.replaceChildren(...(rows.length > 0 ? rows : [none]));
			clear.disabled = rows.length === 0;
			if (isInside || (focused === clear && clear.disabled)) {
				this.#forms[area].querySelector("input").focus(); // what had it is gone
			}
		}
	}

	#row(area, key, { value, isCut }) {
		const field = element("input", {
			value,
			"aria-label": `Value of ${key}`,
			readonly: isCut ? "" : null,
			title: isCut ? "Too long to be edited here" : null,
			on: { change: () => this.#set(area, key, field.value), blur: () => this.#later() },
		});
		const remove = button(null, () => this.#order({ do: "remove", area, key }), {
			class: "tool small",
			"aria-label": `Remove ${key}`,
		});
		remove.append(icon("close"));
		return element(
			"tr",
			{},
			element("th", { scope: "row" }, element("code", { text: key })),
			element("td", {}, field),
			element("td", { class: "narrow" }, remove),
		);
	}
}
