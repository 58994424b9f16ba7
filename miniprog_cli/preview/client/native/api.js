/**
 * The host's interface, `wx.*`: groups of calls, each in a file of its own below `api/`.
 *
 * `native.api({ calls, sync, values, events, later, simulated, capabilities })` adds one:
 *
 * - `calls`: by name, `(given) => answer`, possibly a promise. They take `success`, `fail` and
 *   `complete`, give a promise where there is none of them, and end in `errMsg`: `name:ok`, or
 *   `name:fail reason` for what throws `native.Failure` or a refusal of the simulated host;
 * - `sync`: by name, functions that answer at once; they are logged as calls are;
 * - `values`: whatever else the interface has: functions that are not logged, objects, constants;
 * - `events`: names of what programs hear of through `on…` and `off…`; `native.host.tell(name, said)`
 *   tells them;
 * - `quiet`: names of what they may listen for in the same way, and never hear: no desk has it;
 * - `later`: names of the group that are not there yet; they fail through `fail`;
 * - `simulated`: names of those above that the panel answers, or that do nothing a person could see;
 * - `capabilities`: by the name of a call, the capability of mini.js it is, so that what the panel
 *   sets for that (denied, an answer of its own) counts for it too.
 *
 * `docs/native-calls.md` is made of these lists, so each name stands in them as it is.
 * What nobody has added fails through `fail`, is told to the panel, and never throws.
 */
(() => {
	const native = globalThis.miniNative;
	const { simulated } = native;
	const known = new Map();
	const names = { calls: new Set(), values: new Set(), later: new Set() };
	const told = new Set();
	const FUNCTIONS = ["success", "fail", "complete"];

	/** An answer of the host that is none; the message stands in `errMsg` behind `fail`. */
	class Failure extends Error {
		constructor(message, members = {}) {
			super(message);
			this.members = members;
		}
	}

	function api({
		calls = {},
		sync = {},
		values = {},
		events = [],
		quiet = [],
		later = [],
		capabilities = /** @type {Record<string, string>} */ ({}),
	}) {
		for (const [name, perform] of Object.entries(sync)) {
			known.set(name, atOnce(name, perform, capabilities[name]));
			names.values.add(name);
		}
		for (const [name, value] of [...events, ...quiet].flatMap((name) =>
			Object.entries(pair(name)),
		)) {
			known.set(name, value);
			names.values.add(name);
		}
		for (const [name, perform] of Object.entries(calls)) {
			known.set(name, call(name, perform, capabilities[name]));
			names.calls.add(name);
		}
		for (const [name, descriptor] of Object.entries(Object.getOwnPropertyDescriptors(values))) {
			known.set(name, descriptor.get ? { get: descriptor.get } : descriptor.value);
			names.values.add(name);
		}
		for (const name of later) names.later.add(name);
	}

	const via = (name) => `${native.sources.program.namespace}.${name}`;

	/** Make a call as programs know it; `name` may be that of a method: `SocketTask.send`. */
	function call(name, perform, capability = name) {
		return (given = {}) => begun(name, given ?? {}, perform, capability);
	}

	/** Make the methods of an object that a call gives: they answer as calls do. */
	function methods(owner, performs) {
		return Object.fromEntries(
			Object.entries(performs).map(([name, perform]) => [name, call(`${owner}.${name}`, perform)]),
		);
	}

	/** Make a function that answers at once, and is logged. */
	const atOnce =
		(name, perform, capability = name) =>
		(...given) => {
			const args = given.length > 1 ? given : (given[0] ?? {});
			return simulated.now(capability, { via: via(name), args }, () => perform(...given));
		};

	// -- what programs hear of

	const heard = new Map();
	const listeners = (name) => {
		if (!heard.has(name)) heard.set(name, new Set());
		return heard.get(name);
	};

	/** Make `on…` and `off…` of one name. */
	const pair = (name) => ({
		[`on${name}`]: (listener) =>
			void (typeof listener === "function" && listeners(name).add(listener)),
		[`off${name}`]: (listener) =>
			void (listener ? listeners(name).delete(listener) : listeners(name).clear()),
	});

	function tell(name, ...given) {
		for (const listener of [...listeners(name)]) native.guarded(name, () => listener(...given));
	}

	/** Begin a call; gives a promise where the program has not named who is to hear of it. */
	function begun(name, options, perform, capability = name) {
		const answered = answer(name, capability, options, perform);
		if (!FUNCTIONS.some((each) => typeof options[each] === "function")) {
			const kept = answered.then(({ ok, result }) => (ok ? result : Promise.reject(result)));
			// who does not look at the answer does not hear of its failure either
			kept.catch(() => {});
			return kept;
		}
		answered.then(({ ok, result }) => {
			const listener = ok ? options.success : options.fail;
			for (const each of [listener, options.complete]) {
				if (typeof each === "function") native.guarded(name, () => each(result));
			}
		});
		return undefined;
	}

	async function answer(name, capability, options, perform) {
		const said = name.split(".").at(-1);
		const args = Object.fromEntries(
			Object.entries(options).filter(([key]) => !FUNCTIONS.includes(key)),
		);
		try {
			const asked = { via: via(name), args };
			const found = await simulated.call(capability, asked, () => perform(options));
			return { ok: true, result: { ...found, errMsg: `${said}:ok` } };
		} catch (error) {
			const reason = { denied: "auth deny", cancelled: "cancel" }[error.code] ?? error.message;
			return { ok: false, result: { errMsg: `${said}:fail ${reason}`, ...error.members } };
		}
	}

	/** Tell, once, that something is not here. */
	function unsupported(what, why = "it is not in this preview yet") {
		if (told.has(what)) return;
		told.add(what);
		simulated.refused(what, { via: what, args: {} }, { code: "unsupported", message: why });
		console.warn(`${what}: ${why}`);
	}

	const REASON = "not in preview";
	/** What gives an object, which has to have methods. */
	const MAKES = /^(create\w+|get\w*(Manager|Context|Adapter|System|Performance))$/;
	const AT_ONCE = /Sync$|^(isVKSupport|checkIsPictureInPictureActive)$/;

	/** Stand in for a call that is missing: it fails as calls fail, and answers nothing. */
	function absent(name) {
		return (given) => {
			const said = name.split(".").at(-1);
			console.warn(`${via(name)}: ${REASON}`);
			const asked = { via: via(name), args: given ?? {} };
			simulated.refused(name, asked, { code: "unsupported", message: REASON });
			if (MAKES.test(said)) return harmless(name);
			if (AT_ONCE.test(said)) return said.endsWith("Sync") ? {} : false;
			const members = native.host.codes?.(name);
			return failed({ errMsg: `${said}:fail ${REASON}`, ...members }, given);
		};
	}

	/** Fail through the functions that a call was given, else as a promise that nobody has to catch. */
	function failed(result, given) {
		const heard = FUNCTIONS.map((each) => given?.[each]);
		if (!heard.some((each) => typeof each === "function")) {
			const kept = Promise.reject(result);
			kept.catch(() => {});
			return kept;
		}
		for (const each of heard.slice(1)) {
			if (typeof each === "function")
				queueMicrotask(() => native.guarded("fail", () => each(result)));
		}
		return undefined;
	}

	/** Stand in for an object that is not here: every method of it fails as calls do. */
	function harmless(name) {
		const own = {};
		return new Proxy(own, {
			get(_, member) {
				if (member in own || typeof member !== "string" || ASKED.test(member)) return own[member];
				return /^o(n|ff)[A-Z]/.test(member) ? () => {} : absent(`${name}.${member}`);
			},
		});
	}

	/** Members that programs look at to see whether the host has them: they are not there. */
	const ASKED = /^(then|toJSON|\$\$typeof|nodeType|__esModule|default|prototype)$/;

	/** Members that programs make themselves, such as `wx.Queue`: without one there is none. */
	const own = new Set();

	/** Look at a script for members of the host's object that it sets. */
	function look(text) {
		const { namespace, alsoNamed } = native.sources.program;
		const names = [namespace, ...alsoNamed].join("|");
		const sets = new RegExp(`\\b(?:${names})(?:\\.(\\w+)|\\[["'](\\w+)["']\\])\\s*=(?![=>])`, "g");
		for (const [, name, quoted] of text.matchAll(sets)) own.add(name ?? quoted);
	}

	/** Make the object that programs call. */
	function made() {
		const members = {};
		for (const [name, value] of known) {
			const isGetter =
				value && typeof value === "object" && typeof value.get === "function" && !value.on;
			Object.defineProperty(members, name, {
				...(isGetter ? { get: value.get } : { value, writable: true }),
				configurable: true,
				enumerable: true,
			});
		}
		return new Proxy(members, {
			get(target, name) {
				if (name in target || typeof name !== "string" || ASKED.test(name)) return target[name];
				return own.has(name) ? undefined : absent(name);
			},
			// programs ask so before they call
			has: (target, name) => name in target,
		});
	}

	native.Failure = Failure;
	native.api = api;
	native.begun = begun;
	native.unsupported = unsupported;
	native.heard = { pair, tell };
	native.host = {
		made,
		look,
		names,
		callable: call,
		/** Call as the program does, for components that act by themselves. */
		call: (name, options) => (known.get(name) ?? absent(name))(options),
		methods,
		absent,
		harmless,
		tell,
		has: (name) => known.has(name),
		get: (name) => known.get(name),
	};
})();
