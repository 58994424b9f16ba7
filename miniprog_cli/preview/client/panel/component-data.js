// The data of one component: a field for each member, as JSON, which sets it where it is changed.
import { element } from "./element.js";
import { numberOf, textOf } from "./values.js";

const MOST = 100;
const LONGEST = 1500;

export class ComponentData {
	#set;
	#id = null;
	#told = "";
	#rows = new Map();
	#title = element("h3", { text: "Data" });
	#body = element("div", { class: "members" });
	#note = element("p", { class: "quiet", text: "Choose a page or component to see its data." });
	#wrong = element("p", { class: "wrong", role: "alert", hidden: true });

	// `set(id, name, text)` sets a member to a value that is written as JSON.
	constructor(set) {
		this.#set = set;
		this.element = element(
			"section",
			{ class: "data scroll", "aria-label": "Data" },
			element("header", {}, this.#title),
			this.#note,
			this.#wrong,
			this.#body,
		);
	}

	clear() {
		this.begin(null);
	}

	// Another one is looked at.
	begin(id) {
		this.#id = id;
		this.#told = "";
		this.#rows.clear();
		this.#body.replaceChildren();
		this.#title.textContent = "Data";
		this.#note.hidden = false;
		this.#note.textContent = id === null ? "Choose a page or component to see its data." : "…";
		this.#wrong.hidden = true;
	}

	// Takes lists of [name, text, length] of the one that is looked at.
	set({ id, path, left }, members) {
		const told = JSON.stringify(members);
		if (id !== this.#id || told === this.#told) {
			return;
		}
		this.#told = told;
		this.#title.textContent = `Data of ${textOf(path, 300)}`;
		const more = (numberOf(left) ?? 0) + Math.max(0, members.length - MOST);
		this.#note.hidden = members.length > 0 && more === 0;
		this.#note.textContent = more > 0 ? `${more} more are not shown` : "It has no data.";
		const names = new Set();
		for (const [name, text, length] of members.slice(0, MOST)) {
			const key = textOf(name, 200);
			names.add(key);
			this.#show(key, textOf(text, LONGEST), (numberOf(length) ?? 0) > LONGEST);
		}
		for (const [name, { row }] of this.#rows) {
			if (!names.has(name)) {
				row.remove();
				this.#rows.delete(name);
			}
		}
	}

	#show(name, text, isCut) {
		if (!this.#rows.has(name)) {
			const field = element("textarea", {
				rows: "1",
				spellcheck: "false",
				"aria-label": `Value of ${name}`,
				on: {
					change: () => this.#take(name, field),
					keydown: (event) => {
						if (event.key === "Enter" && !event.shiftKey) {
							event.preventDefault();
							this.#take(name, field);
						}
					},
				},
			});
			const row = element("label", { class: "datum" }, element("code", { text: name }), field);
			this.#rows.set(name, { row, field });
			this.#body.append(row);
		}
		const { field } = this.#rows.get(name);
		field.readOnly = isCut;
		field.title = isCut ? "Too long to be edited here" : "";
		if (document.activeElement !== field) {
			field.value = isCut ? `${text}…` : text;
			field.rows = Math.min(6, Math.ceil(text.length / 40) || 1);
		}
	}

	#take(name, field) {
		if (field.readOnly) {
			return;
		}
		try {
			JSON.parse(field.value);
		} catch (error) {
			this.#wrong.hidden = false;
			this.#wrong.textContent = `${name} is not JSON: ${error.message}`;
			return;
		}
		this.#wrong.hidden = true;
		this.#told = "";
		this.#set(this.#id, name, field.value);
	}
}
