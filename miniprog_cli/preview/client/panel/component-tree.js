// The tree of pages and components: one is chosen, by the pointer or by the arrow keys, and branches
// can be folded.
import { element } from "./element.js";
import { numberOf, textOf } from "./values.js";

const MOST = 400;
const DEEPEST = 40;

export class ComponentTree {
	#chosen;
	#nodes = [];
	#told = "";
	#current = null;
	#folded = new Set();
	#list = element("ul", { role: "tree", "aria-label": "Components" });
	#empty = element("p", { class: "empty", text: "No page is open." });
	#more = element("p", { class: "quiet", hidden: true });

	// `chosen(id, byPerson)` hears which one is to be looked at; until a person chooses, the page in front.
	constructor(chosen) {
		this.#chosen = chosen;
		this.element = element("div", { class: "tree scroll" }, this.#empty, this.#list, this.#more);
		this.#list.addEventListener("keydown", (event) => this.#move(event));
	}

	clear() {
		this.#current = null;
		this.set([], 0);
	}

	// Takes lists of [id, depth, name, path], parents before children; `left` counts what is left out.
	set(list, left) {
		const told = JSON.stringify([list, left]);
		if (told === this.#told) {
			return;
		}
		this.#told = told;
		this.#nodes = list.slice(0, MOST).map(([id, depth, name, path]) => ({
			id: numberOf(id) ?? -1,
			depth: Math.max(0, Math.min(DEEPEST, Math.trunc(numberOf(depth) ?? 0))),
			name: textOf(name, 200) || "component",
			path: textOf(path, 300),
		}));
		this.#empty.hidden = this.#nodes.length > 0;
		this.#more.hidden = !(left > 0);
		this.#more.textContent = `${left} more are not listed`;
		const [front] = this.#nodes; // the page that is seen
		if (front && !this.#nodes.some(({ id }) => id === this.#current)) {
			this.#current = front.id;
			this.#chosen(front.id, false);
		}
		this.#draw();
	}

	#draw() {
		const hadFocus = this.#list.contains(document.activeElement);
		let hidden = Number.POSITIVE_INFINITY;
		const items = [];
		for (const [at, node] of this.#nodes.entries()) {
			if (node.depth > hidden) {
				continue;
			}
			const isFolded = this.#folded.has(node.id);
			hidden = isFolded ? node.depth : Number.POSITIVE_INFINITY;
			items.push(this.#item(node, this.#hasChildren(at) ? !isFolded : null));
		}
		const stop = items.find((item) => item.dataset.id === String(this.#current)) ?? items[0];
		if (stop) {
			stop.tabIndex = 0;
		}
		this.#list.replaceChildren(...items);
		if (hadFocus) {
			stop?.focus();
		}
	}

	#hasChildren(at) {
		return (this.#nodes[at + 1]?.depth ?? -1) > this.#nodes[at].depth;
	}

	#item({ id, depth, name, path }, isOpen) {
		const item = element(
			"li",
			{
				role: "treeitem",
				tabindex: "-1",
				"aria-level": depth + 1,
				"aria-selected": String(id === this.#current),
				"aria-expanded": isOpen === null ? null : String(isOpen),
				"data-id": id,
				title: path,
				on: { click: () => this.#choose(id) },
			},
			element("code", { text: name }),
			element("span", { class: "quiet", text: path === name ? "" : path }),
		);
		item.style.paddingInlineStart = `${14 + depth * 14}px`;
		return item;
	}

	#choose(id) {
		this.#current = id;
		this.#draw();
		this.#list.querySelector('[aria-selected="true"]')?.focus();
		this.#chosen(id, true);
	}

	#move(event) {
		const items = [...this.#list.children];
		const at = items.indexOf(document.activeElement);
		if (at < 0) {
			return;
		}
		const id = Number(items[at].dataset.id);
		const steps = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 };
		if (event.key in steps) {
			const to = items[Math.max(0, Math.min(items.length - 1, steps[event.key]))];
			this.#choose(Number(to.dataset.id));
		} else if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
			this.#fold(id, event.key === "ArrowLeft", items[at].hasAttribute("aria-expanded"));
		} else if (event.key === "Enter" || event.key === " ") {
			this.#choose(id);
		} else {
			return;
		}
		event.preventDefault();
		event.stopPropagation();
	}

	#fold(id, isFolded, hasChildren) {
		if (hasChildren && this.#folded.has(id) !== isFolded) {
			if (isFolded) {
				this.#folded.add(id);
			} else {
				this.#folded.delete(id);
			}
			this.#current = id;
			this.#draw();
		}
	}
}
