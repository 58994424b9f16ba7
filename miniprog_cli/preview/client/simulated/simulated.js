/**
 * The simulated host inside a page of the program: settings, calls and what is told of them.
 *
 * The server puts the scripts of this folder and `simulated.js` of the chosen host into one, behind
 * `globalThis.miniSimulated = { host, settings … }`. They share that object, and program.js, which
 * runs next, takes it away before the program's own scripts can see it.
 *
 * `host` is its name and `title` the one that people know; `launch` is what the host signed; `kept`
 * is what its own storage holds; `delivery` is `bundle` where the host brings the files of the program
 * itself, and `proxied` are the paths that lead to the network nevertheless; `sdk` has the `root`, its
 * global, and `scripts`, how the addresses begin that it publishes its own at, without the scheme.
 */
(() => {
	const simulated = globalThis.miniSimulated;
	// the page is to look like its source, as far as its scripts can see
	document.currentScript?.remove();
	const unsaid = [];
	const listeners = [];
	/** @type {[string, (message: any) => void][]} */
	const orders = [
		["again", repeat],
		["page", numbered],
	];
	const MOST_MADE = 100;
	const SPELL = 10_000; // milliseconds
	const MOST_TOLD = 350; // messages within them: the server ends the connection of who sends more
	let spell = { since: 0, left: MOST_TOLD, dropped: 0 };
	const LONGEST = 20_000; // characters of a message
	const LONGEST_MEMBER = 4000; // of each part of a longer one
	const made = new Map();
	let number = 0;
	let send = null;
	// what the client of the preview needs, as the browser has it
	const { WebSocket: Socket } = globalThis;
	// the page around the program, where there is one, and not a page of the program itself
	const around = window.parent !== window && window.parent === window.top ? window.parent : null;
	let page;

	/** An answer that is none: `code` is one of the codes of MiniError. */
	class Refusal extends Error {
		constructor(code, message) {
			super(message ?? code);
			this.code = code;
		}
	}

	/** Tell the server, and through it the panel, what happened; who tells too much is cut short. */
	function tell(message) {
		const now = performance.now();
		if (now - spell.since > SPELL) {
			const { dropped } = spell;
			spell = { since: now, left: MOST_TOLD, dropped: 0 };
			if (dropped) tell({ kind: "dropped", number: dropped });
		}
		if (spell.left > 0) {
			spell.left -= 1;
			pass(message);
		} else spell.dropped += 1;
	}

	function pass(message) {
		const whole = written({ type: "observed", ...message });
		// the server ends the connection of who sends more
		const said =
			whole.length > LONGEST
				? written({ type: "observed", ...short(message), isCut: true })
				: whole;
		if (send) send(said);
		else if (unsaid.length < 200) unsaid.push(said);
	}

	/** Leave the beginning of what is long. */
	function short(message) {
		return Object.fromEntries(
			Object.entries(message).map(([name, value]) => {
				const text = typeof value === "string" ? value : written(value);
				return [name, (text?.length ?? 0) > LONGEST_MEMBER ? text.slice(0, LONGEST_MEMBER) : value];
			}),
		);
	}

	/** Write it as JSON; of what holds itself, such as a page that is handed over, only plain parts. */
	function written(value) {
		try {
			return JSON.stringify(value, plain);
		} catch {
			const seen = new Set();
			return JSON.stringify(value, (key, each) => {
				if (typeof each !== "object" || each === null) return plain(key, each);
				const isPlain = [Object.prototype, Array.prototype, null].includes(
					Object.getPrototypeOf(each),
				);
				if (!isPlain || seen.has(each)) return "…";
				seen.add(each);
				return each;
			});
		}
	}

	function plain(_key, value) {
		if (typeof value === "function") return "ƒ";
		return typeof value === "bigint" || typeof value === "symbol" ? String(value) : value;
	}

	/**
	 * Answer a call as the settings say, and log it. `api` is the capability of mini.js, `via` what
	 * the program called, `perform` gives the usual answer or throws a Refusal.
	 */
	async function call(api, { via, args }, perform) {
		const id = began(api, via, args, () => call(api, { via, args }, perform));
		const start = performance.now();
		try {
			const { delay } = simulated.settings.network;
			if (delay) await new Promise((resolve) => setTimeout(resolve, delay));
			const value = await answer(api, perform);
			tell({ kind: "answer", id, value, ms: performance.now() - start });
			return value;
		} catch (error) {
			const told = { code: error.code ?? "failed", message: error.message };
			tell({ kind: "answer", id, error: told, ms: performance.now() - start });
			throw error;
		}
	}

	/** The same for what a host answers at once, such as its version: never delayed. */
	function now(api, { via, args }, perform) {
		const id = began(api, via, args, async () => now(api, { via, args }, perform));
		const value = perform();
		tell({ kind: "answer", id, value, ms: 0 });
		return value;
	}

	/** Log a call that comes to nothing before a host hears of it. */
	function refused(api, { via, args }, { code, message }) {
		const id = began(api, via, args);
		tell({ kind: "answer", id, error: { code, message }, ms: 0 });
	}

	function began(api, via, args, again = null) {
		number += 1;
		const at = Date.now();
		tell({ kind: "call", id: number, api, via, args, at, refused: again ? undefined : true });
		made.set(number, { at, again });
		made.delete(number - MOST_MADE);
		return number;
	}

	/** Answer a call once more, for the panel to see: pages number alike, so the moment counts too. */
	function repeat({ id, at }) {
		const one = made.get(id);
		if (one?.at === at) one.again?.().catch(() => {});
	}

	/** The server tells pages apart by number; the panel beside this one is to know its own. */
	function numbered({ number: mine }) {
		page = mine;
		around?.postMessage({ miniprog: "page", number: mine }, "*"); // no secret
	}

	function answer(api, perform) {
		const { answers } = simulated.settings;
		if (!Object.hasOwn(answers, api)) return perform();
		const { value, error } = answers[api];
		if (error) throw new Refusal(error.code ?? "failed", error.message);
		return value;
	}

	/** Show the person, through the panel, what a host did that cannot be seen here. */
	function shown(what, detail) {
		tell({ kind: "shown", what, detail });
	}

	/** Set what a program changes of its host, such as the clipboard. */
	function set(settings) {
		for (const [group, values] of Object.entries(settings))
			Object.assign(simulated.settings[group], values);
		tell({ kind: "set", settings });
	}

	/**
	 * Answer a method of the browser in its place. What programs see still looks like the original:
	 * its name, its length, its text, and its prototype where it is a constructor.
	 */
	function replace(owner, name, apply) {
		const original = owner?.[name];
		if (typeof original !== "function") return null;
		const value = new Proxy(original, {
			apply: (_, self, given) => apply.call(self, original, ...given),
		});
		Object.defineProperty(owner, name, { value, configurable: true, writable: true });
		return original;
	}

	/** The same for an attribute, as `navigator.onLine`; `read` is given the way to the original. */
	function replaceGetter(owner, name, read) {
		const found = owner && Object.getOwnPropertyDescriptor(owner, name);
		const original = found?.get;
		if (!original) return;
		const get = new Proxy(original, {
			apply: (_, self) => read(() => Reflect.apply(original, self, [])),
		});
		Object.defineProperty(owner, name, { ...found, get });
	}

	Object.assign(simulated, {
		Refusal,
		Socket,
		call,
		now,
		refused,
		tell,
		shown,
		set,
		replace,
		replaceGetter,
		/** What the host does where the user chooses `share` in its menu; its own script sets it. */
		menu: {},
		/** Hear of changes: `listener(settings, before)`. */
		changed: (listener) => listeners.push(listener),
		/** Called by program.js once it has a socket. */
		connect(through) {
			send = through;
			for (const said of unsaid.splice(0)) send(said);
		},
		/** Hear what the panel tells the pages: `listener(message)` for messages of one `kind`. */
		toldOf: (kind, listener) => orders.push([kind, listener]),
		/** Called by program.js when the server says how the host is set now, or passes on an order. */
		heard({ type, settings, ...message }) {
			if (type === "told") {
				if (message.page !== undefined && message.page !== page) return; // for another window
				for (const [kind, listener] of orders) if (kind === message.kind) listener(message);
				return;
			}
			const before = simulated.settings;
			simulated.settings = settings;
			for (const listener of listeners) listener(settings, before);
		},
	});
})();
