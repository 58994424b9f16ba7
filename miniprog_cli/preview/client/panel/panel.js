// The panel beside the program: what the program does, and how the simulated host answers. It is
// loaded after the program, and draws only what is seen.
import { load, save } from "../stored.js";
import { Calls } from "./calls.js";
import { Components } from "./components.js";
import { Console } from "./console.js";
import { Divider } from "./divider.js";
import { button, element, icon } from "./element.js";
import { FindingsView } from "./findings-view.js";
import { Network } from "./network.js";
import { firstTab, lastTab } from "./room.js";
import { Saves } from "./saves.js";
import { loadSheets } from "./sheets.js";
import { Simulate } from "./simulate.js";
import { SizeView } from "./size-view.js";
import { Storage } from "./storage.js";
import { Tabs } from "./tabs.js";
import { clock } from "./values.js";

const TITLES = {
	simulate: "Simulate",
	calls: "Calls",
	network: "Network",
	console: "Console",
	storage: "Storage",
	findings: "Findings",
	size: "Size",
	saves: "Saves",
};
// what a native program has besides
const NATIVE = { components: "Components" };

// Makes the panel once all is there that it is drawn with; `given` is as its constructor takes it.
export async function opened(parts, given) {
	await loadSheets();
	return new Panel(parts, given);
}

class Panel {
	#views;
	#tabs;
	#title = element("h2");
	#tools = element("div", { class: "tools" });
	#body = element("div", { class: "view", id: "panel-body", role: "tabpanel", tabindex: "-1" });
	#order;
	#program = "";
	#known = null;
	#isFirst = true;
	// what the server was asked to set again, and has not set yet
	#restoring = {};
	#blocked = 0;
	#errors = 0;
	#host = "";
	#given;
	#titles;

	// `order` gives an order to the server; `start(query)` opens the program anew; `insets()` are those
	// of the chosen device; `own` tells which pages are those of this window.
	// `isNative` tells whether the program is one of its host's own language.
	constructor({ panel, rail, edge }, { order, start, insets, own, isNative = false }) {
		this.#order = order;
		this.#given = isNative ? ["insets"] : []; // as the device has them
		this.#titles = isNative ? { ...TITLES, ...NATIVE } : TITLES;
		this.#views = {
			simulate: new Simulate({ order, start, insets, given: this.#given }),
			calls: new Calls(order, own),
			network: new Network(own),
			console: new Console(own),
			storage: new Storage(order, own, isNative ? ["host"] : undefined),
			findings: new FindingsView((number, isBad) => this.#tabs.count("findings", number, isBad)),
			size: new SizeView(),
			saves: new Saves(),
			...(isNative ? { components: new Components(order, own) } : {}),
		};
		own.onChange(() => {
			for (const name of ["calls", "network", "console", "storage", "components"]) {
				this.#views[name]?.owned();
			}
		});
		const close = button(null, () => this.toggle(), {
			class: "tool",
			"aria-label": "Put the panel away",
			title: "Put the panel away",
		});
		close.append(icon("close"));
		panel.append(element("header", { class: "head" }, this.#title, this.#tools, close), this.#body);
		this.#tabs = new Tabs(rail, this.#titles, (id) => this.#show(panel, id));
		const stored = load();
		new Divider(edge, {
			width: stored.panelWidth,
			saved: (panelWidth) => save({ panelWidth }),
		});
		const first = firstTab(stored);
		this.#tabs.choose(first === "" || first in this.#titles ? first : "simulate");
	}

	// Shows a tab by its name, or the last one, or puts the panel away.
	toggle(id = "") {
		const { current } = this.#tabs;
		if (id && !(id in this.#titles)) {
			return;
		}
		this.#tabs.choose(id || (current ? "" : lastTab(load())));
		if (this.#tabs.current) {
			this.#body.focus();
		} else {
			this.#tabs.focus(current);
		}
	}

	#show(panel, id) {
		panel.hidden = id === "";
		save(id ? { tab: id, lastTab: id } : { tab: id });
		for (const [name, view] of Object.entries(this.#views)) {
			view.show(name === id);
		}
		if (id) {
			const { toolbar, element: shown } = this.#views[id];
			this.#title.textContent = this.#titles[id];
			this.#tools.replaceChildren(...(toolbar ? [toolbar] : []));
			this.#body.replaceChildren(shown);
			this.#body.setAttribute("aria-labelledby", `tab-${id}`);
		}
		if (id === "network" || id === "console") {
			this.#seen(id);
		}
	}

	#seen(id) {
		if (id === "network") {
			this.#blocked = 0;
		} else {
			this.#errors = 0;
		}
		this.#tabs.count(id, 0);
	}

	// Takes all that is wrong, the most pressing first.
	found(lines) {
		this.#views.findings.set(lines);
	}

	// A page of the program starts afresh.
	began() {
		this.#mark();
	}

	#mark() {
		const text = [this.#app, `loaded ${clock(Date.now())}`].filter(Boolean).join(" · ");
		for (const name of ["calls", "network", "console"]) {
			this.#views[name].mark(text);
		}
	}

	get #app() {
		return this.#known?.bars.find(({ name }) => name === this.#host)?.app ?? this.#host;
	}

	heard(message) {
		const { type } = message;
		if (type === "observed") {
			this.#observed(message);
		} else if (type === "state") {
			this.#program = message.id;
			this.#views.network.know(`http://${location.hostname}:${message.program_port}`);
		} else if (type === "controls") {
			this.#known = message;
			this.#isFirst = true;
			this.#views.simulate.know(message);
			this.#restore();
		} else if (type === "simulation") {
			this.#set(message);
		} else if (type === "open") {
			this.#views.calls.only(message.pages);
		} else if (type === "refused") {
			this.#restoring = {};
		} else if (type === "sizes") {
			this.#views.size.set(message);
		} else if (type === "updated") {
			this.#views.saves.heard(message);
		}
	}

	#observed(message) {
		const { kind } = message;
		if (kind === "call" || kind === "answer") {
			this.#views.calls.heard(message);
		} else if (kind === "request" || kind === "blocked") {
			this.#views.network.heard(message);
			if (kind === "blocked" && this.#tabs.current !== "network") {
				this.#blocked += 1;
				this.#tabs.count("network", this.#blocked, true);
			}
		} else if (kind === "storage") {
			this.#views.storage.heard(message);
		} else if (["components", "tree", "data", "setData"].includes(kind)) {
			this.#views.components?.heard(message);
		} else if (kind === "console" || kind === "dropped") {
			this.#views.console.heard(message);
			if (message.level === "error" && this.#tabs.current !== "console") {
				this.#errors += 1;
				this.#tabs.count("console", this.#errors, true);
			}
		}
	}

	#set(message) {
		const { host, settings } = message;
		const isOther = this.#host !== "" && host !== this.#host;
		this.#host = host;
		if (isOther) {
			this.#mark();
		}
		this.#views.simulate.set(message);
		this.#views.calls.set(settings);
		this.#views.size.setHost(host);
		if (this.#known) {
			const changes = this.#views.simulate.changed;
			this.#tabs.count("simulate", Object.keys(changes).length);
			// what a server begins with was set by nobody here
			if (!this.#isFirst) {
				for (const group of Object.keys(changes)) delete this.#restoring[group];
				const kept = { ...this.#restoring, ...changes };
				save({ programs: { ...load().programs, [this.#program]: kept } });
			}
			this.#isFirst = false;
		}
	}

	// Brings the settings of the last time to a server that has just begun.
	#restore() {
		const changes = this.#known.is_set ? {} : (load().programs?.[this.#program] ?? {});
		this.#restoring = {};
		for (const [group, values] of Object.entries(changes)) {
			// one by one, so that a setting which is no more takes none with it; out of sight is no start
			if (group !== "page" && !this.#given.includes(group)) {
				this.#restoring[group] = values;
				this.#order({ settings: { [group]: values } });
			}
		}
		if (!this.#known.is_set) {
			this.#order({ restored: true });
		}
	}
}
