// The components of a native program: its tree, the data of the one that is chosen, and what setData
// carries. The program's own page tells all of it, while this tab is seen.
import { ComponentData } from "./component-data.js";
import { ComponentTree } from "./component-tree.js";
import { element } from "./element.js";
import { Log } from "./log.js";
import { clock, duration, numberOf, size, textOf } from "./values.js";

const PARTS = 10;
const RENEWAL = 10_000;
// Bytes of one setData above which WeChat warns.
const HEAVY = 256 * 1024;

export class Components {
	#order;
	#own;
	#page = -1;
	#isShown = false;
	#renewal = 0;
	#tree;
	#data;
	#log;
	#total = element("p", { class: "total", role: "status" });

	constructor(order, own) {
		this.#order = order;
		this.#own = own;
		this.#data = new ComponentData((id, name, text) => this.#tell({ do: "set", id, name, text }));
		this.#tree = new ComponentTree((id, byPerson) => {
			this.#data.begin(id);
			this.#tell({ do: "select", id, marked: byPerson });
		});
		this.#log = new Log("carried", {
			label: "setData",
			empty: "No setData yet.",
			draw: (call) => drawn(call),
		});
		this.toolbar = null;
		this.element = element(
			"div",
			{ class: "components" },
			this.#tree.element,
			this.#data.element,
			element(
				"section",
				{ class: "carries", "aria-label": "setData" },
				element("header", {}, element("h3", { text: "setData" }), this.#log.toolbar),
				this.#total,
				this.#log.element,
			),
		);
	}

	show(isShown) {
		const isNew = isShown !== this.#isShown;
		this.#isShown = isShown;
		this.#log.show(isShown);
		if (!isNew) {
			return;
		}
		clearInterval(this.#renewal);
		if (isShown) {
			this.#tell({ do: "begin" });
			this.#renewal = setInterval(() => this.#tell({ do: "watch" }), RENEWAL);
		} else {
			this.#tell({ do: "unwatch" });
		}
	}

	#tell(what) {
		this.#order({ tell: { kind: "components", ...what, page: this.#own.latest } });
	}

	// Another page is open here now.
	owned() {
		if (this.#isShown) {
			this.#tell({ do: "begin" });
		}
	}

	// Takes what a page of the program told; the newest page here counts, and others that are open do not.
	heard(message) {
		const page = numberOf(message.page) ?? -1;
		if (page < this.#page || !this.#own.has(page)) {
			return;
		}
		if (page > this.#page) {
			this.#page = page;
			this.#tree.clear();
			this.#data.clear();
			this.#log.clear();
		}
		if (message.kind === "components" && this.#isShown) {
			this.#tell({ do: "begin" });
		} else if (message.kind === "tree") {
			this.#tree.set(listIn(message), numberOf(message.left) ?? 0);
		} else if (message.kind === "data") {
			this.#data.set(message, listIn(message));
		} else if (message.kind === "setData") {
			this.#carried(message);
		}
	}

	#carried(message) {
		for (const one of listIn(message)) {
			const [number, path, names, bytes, ms, at] = one;
			if (numberOf(number) !== null) {
				this.#log.put(number, { path, names, bytes, ms, at });
			}
		}
		const { count, bytes, most } = message;
		const calls = numberOf(count) === 1 ? "1 call" : `${numberOf(count) ?? 0} calls`;
		this.#total.textContent = `${calls} · ${size(bytes)} · the largest ${size(most)}`;
	}
}

// Puts together what came in parts, whatever a program says.
function listIn(message) {
	const parts = Array.from({ length: PARTS }, (_, number) => message[`part${number}`]);
	return parts.flatMap((part) => (Array.isArray(part) ? part : [])).filter(Array.isArray);
}

function drawn({ path, names, bytes, ms, at }) {
	const isHeavy = (numberOf(bytes) ?? 0) > HEAVY;
	const said = textOf(names, 300);
	return {
		kind: isHeavy ? "doubtful" : "",
		words: `${textOf(path)} ${said}`,
		summary: [
			element("code", { class: "name", text: textOf(path, 300), title: textOf(path, 300) }),
			element("span", { class: "said", text: said }),
			element("span", { class: "number", text: `${isHeavy ? "⚠ " : ""}${size(bytes)}` }),
			element("span", { class: "number", text: duration(ms) }),
		],
		body: () => [
			element("p", { class: "quiet", text: `${clock(at)} · ${textOf(path)}` }),
			element("p", { text: said }),
			isHeavy ? element("p", { text: "More than 256 KB at once: WeChat warns of it." }) : null,
		],
	};
}
