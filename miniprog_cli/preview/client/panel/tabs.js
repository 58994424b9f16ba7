// The rail of tabs beside the panel: one is chosen, or none, and then the panel is put away. The
// arrow keys go from one to the next, and only one of them is in the tab order.
import { element, icon } from "./element.js";

export class Tabs {
	#tabs = new Map();
	#chosen;
	#current = "";

	// `names` is { id: words }; `chosen(id)` hears the choice, an empty text for none.
	constructor(rail, names, chosen) {
		this.#chosen = chosen;
		for (const [id, words] of Object.entries(names)) {
			const badge = element("span", { class: "badge", hidden: true });
			const tab = element(
				"button",
				{
					type: "button",
					role: "tab",
					id: `tab-${id}`,
					title: words,
					"aria-selected": "false",
					"aria-controls": "panel-body",
					tabindex: "-1",
					on: { click: () => this.choose(id === this.#current ? "" : id) },
				},
				icon(id),
				element("span", { class: "label", text: words }),
				badge,
			);
			this.#tabs.set(id, { tab, badge });
			rail.append(tab);
		}
		rail.addEventListener("keydown", (event) => this.#move(event));
	}

	get current() {
		return this.#current;
	}

	choose(id) {
		this.#current = this.#tabs.has(id) ? id : "";
		const stop = this.#current || this.#tabs.keys().next().value;
		for (const [name, { tab }] of this.#tabs) {
			tab.setAttribute("aria-selected", String(name === this.#current));
			tab.tabIndex = name === stop ? 0 : -1;
		}
		// on a phone the rail may be wider than the screen
		this.#tabs.get(this.#current)?.tab.scrollIntoView({ block: "nearest", inline: "nearest" });
		this.#chosen(this.#current);
	}

	focus(id) {
		this.#tabs.get(id)?.tab.focus();
	}

	// Shows a number beside a tab; nothing for 0.
	count(id, number, isBad = false) {
		const { badge } = this.#tabs.get(id);
		badge.hidden = number === 0;
		badge.textContent = number > 99 ? "99+" : String(number);
		badge.classList.toggle("bad", isBad);
	}

	#move(event) {
		const ids = [...this.#tabs.keys()];
		const at = ids.findIndex((id) => this.#tabs.get(id).tab === document.activeElement);
		const to = {
			ArrowDown: at + 1,
			ArrowRight: at + 1,
			ArrowUp: at - 1,
			ArrowLeft: at - 1,
			Home: 0,
			End: -1,
		}[event.key];
		if (at >= 0 && to !== undefined) {
			event.preventDefault();
			const id = ids.at(to % ids.length);
			this.choose(id);
			this.focus(id);
		}
	}
}
