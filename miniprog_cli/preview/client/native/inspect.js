/**
 * What the panel shows of a program: the tree of its pages and components, the data of the one that
 * is chosen there, which is marked in the page, and what `setData` carries. Nothing is told but while
 * a panel looks, and never more than the server lets through: lists go in parts.
 */
(() => {
	const native = globalThis.miniNative;
	const { simulated, engine, definitions } = native;
	const MOST_NODES = 400;
	const MOST_CALLS = 100;
	const LONGEST = 1500; // characters of one member of the data
	const PART = 3600; // characters of a part, as JSON
	const PARTS = 10;
	const PAUSE = 350; // milliseconds between two tellings
	const LEASE = 30_000; // milliseconds that a panel is told more after it has asked
	const HEAVY = 256 * 1024; // bytes above which the vendor warns
	const numbers = new WeakMap();
	const known = new Map();
	const calls = [];
	const total = { count: 0, bytes: 0, most: 0 };
	let told = 0;
	let last = 0;
	let until = 0;
	let timer = 0;
	let chosen = null;
	let isMarked = false;

	function numberOf(component) {
		if (!numbers.has(component)) {
			last += 1;
			numbers.set(component, last);
			known.set(last, new WeakRef(component));
		}
		return numbers.get(component);
	}

	/** Split a list into members that the server passes on whole; `left` counts what has no room. */
	function parted(list) {
		const parts = [[]];
		let length = 2;
		let at = 0;
		for (; at < list.length; at += 1) {
			const more = JSON.stringify(list[at]).length + 2;
			if (length + more > PART) {
				if (parts.length === PARTS) break;
				parts.push([]);
				length = 2;
			}
			parts.at(-1).push(list[at]);
			length += more;
		}
		const members = Object.fromEntries(parts.map((part, number) => [`part${number}`, part]));
		return { ...members, left: list.length - at };
	}

	// -- the tree

	const pathOf = (node) => String(node?.is ?? "");
	const isOurs = (node) =>
		definitions.known.has(pathOf(node)) && typeof node.setData === "function";

	function tree() {
		const found = [];
		const visit = (node, depth) => {
			if (!node || found.length >= MOST_NODES) return;
			const own = isOurs(node);
			if (own) found.push([numberOf(node), depth, nameOf(node), pathOf(node)]);
			const below = own ? depth + 1 : depth;
			const root = node.getShadowRoot?.();
			for (const child of root?.childNodes ?? []) visit(child, below);
			for (const child of node.childNodes ?? []) visit(child, below);
		};
		for (const page of [...native.pages.stack].reverse()) {
			visit(page.component, 0);
			visit(page.ownTabs?.getComponent?.(), 1);
		}
		return found;
	}

	const nameOf = (node) => {
		const path = pathOf(node);
		const tag = String(node.tagName ?? "").toLowerCase();
		return tag && !tag.endsWith("page") ? tag : path.split("/").slice(-2).join("/");
	};

	// -- the data of one

	function written(value) {
		try {
			return JSON.stringify(value) ?? String(value);
		} catch {
			return String(value);
		}
	}

	function data(component) {
		return Object.entries(component.data ?? {}).map(([name, value]) => {
			const text = written(value);
			return [name.slice(0, 200), text.slice(0, LONGEST), text.length];
		});
	}

	const chosenOne = () => (chosen === null ? null : known.get(chosen)?.deref());

	function tell() {
		clearTimeout(timer);
		timer = 0;
		if (Date.now() > until) return mark(null);
		simulated.tell({ kind: "tree", ...parted(tree()) });
		const one = chosenOne();
		if (one) simulated.tell({ kind: "data", id: chosen, path: pathOf(one), ...parted(data(one)) });
		const unsaid = calls.filter(([number]) => number > told);
		if (unsaid.length > 0) {
			told = unsaid.at(-1)[0];
			simulated.tell({ kind: "setData", ...total, ...parted(unsaid) });
		}
		return undefined;
	}

	function soon() {
		if (Date.now() <= until) timer ||= setTimeout(tell, PAUSE);
	}

	// -- what is chosen, in the page

	let drawn = null;

	/** Elements of the browser that a component consists of; one without an element has several. */
	function elementsOf(component) {
		if (component.$$?.getBoundingClientRect) return [component.$$];
		const children = component.getShadowRoot?.()?.childNodes ?? component.childNodes ?? [];
		return children.flatMap(elementsOf);
	}

	function mark(component) {
		drawn?.remove();
		drawn = null;
		const places = component ? elementsOf(component).map((one) => one.getBoundingClientRect()) : [];
		const seen = places.filter(({ width, height }) => width || height);
		if (seen.length === 0) return;
		const [left, top] = ["left", "top"].map((side) => Math.min(...seen.map((one) => one[side])));
		const [right, bottom] = ["right", "bottom"].map((side) =>
			Math.max(...seen.map((one) => one[side])),
		);
		drawn = document.createElement("mini-mark");
		drawn.style.cssText = `position: fixed; z-index: 2147483646; pointer-events: none; left: ${left}px; top: ${top}px;
			width: ${right - left}px; height: ${bottom - top}px; background: rgb(36 87 197 / 22%);
			outline: 2px solid #2457c5; outline-offset: -2px;`;
		document.documentElement.append(drawn);
	}

	const follow = () => isMarked && mark(chosenOne());
	addEventListener("mini-scroll", follow);
	addEventListener("resize", follow);

	// -- what the panel asks for

	const ORDERS = {
		watch() {
			until = Date.now() + LEASE;
			tell();
		},
		unwatch() {
			until = 0;
			chosen = null;
			isMarked = false;
			mark(null);
		},
		/** Tell all calls again, to a panel that has just opened. */
		begin() {
			told = 0;
			ORDERS.watch();
		},
		/** `marked` where a person has chosen it: it is shown in the page then. */
		select({ id, marked }) {
			chosen = known.has(id) ? id : null;
			isMarked = marked === true && chosen !== null;
			const one = isMarked ? chosenOne() : null;
			elementsOf(one ?? {})[0]?.scrollIntoView({ block: "nearest" });
			mark(one);
			tell();
		},
		set({ id, name, text }) {
			const one = known.get(id)?.deref();
			if (!one || typeof name !== "string") return;
			native.guarded("setData from the panel", () => one.setData({ [name]: JSON.parse(text) }));
			soon();
		},
	};
	simulated.toldOf("components", (order) => {
		if (Object.hasOwn(ORDERS, order.do)) ORDERS[order.do](order);
	});

	// -- setData

	const { setData } = engine.easel.Component.prototype;
	const measure = new TextEncoder();
	engine.easel.Component.prototype.setData = function (given) {
		const start = performance.now();
		setData.call(this, given);
		note(this, given ?? {}, performance.now() - start);
	};

	function note(component, given, ms) {
		const bytes = measure.encode(written(given)).length;
		total.count += 1;
		total.bytes += bytes;
		total.most = Math.max(total.most, bytes);
		const names = Object.keys(given).slice(0, 30).join(", ").slice(0, 300);
		calls.push([
			total.count,
			pathOf(component),
			names,
			bytes,
			Math.round(ms * 10) / 10,
			Date.now(),
		]);
		if (calls.length > MOST_CALLS) calls.shift();
		if (bytes > HEAVY) {
			const size = Math.round(bytes / 1024);
			console.warn(`setData of ${pathOf(component)}: ${size} KB at once, more than 256 KB is slow`);
		}
		soon();
	}

	native.inspect = {
		/** Tell panels that there is something to look at; one that is open asks for it. */
		begin: () => simulated.tell({ kind: "components" }),
		changed: soon,
	};
})();
