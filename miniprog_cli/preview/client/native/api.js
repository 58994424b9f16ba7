/**
 * The host's interface, `wx.*`: groups of calls, each in a file of its own below `api/`.
 *
 * `native.api({ calls, values, later, capabilities })` adds one:
 *
 * - `calls`: by name, `(given) => answer`, possibly a promise. They take `success`, `fail` and
 *   `complete`, give a promise where there is none of them, and end in `errMsg`: `name:ok`, or
 *   `name:fail reason` for what throws `native.Failure` or a refusal of the simulated host;
 * - `values`: whatever else the interface has: functions that answer at once, objects, constants;
 * - `later`: names of the group that are not there yet; they fail through `fail`;
 * - `capabilities`: by the name of a call, the capability of mini.js it is, so that what the panel
 *   sets for that (denied, an answer of its own) counts for it too.
 *
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

	function api({ calls = {}, values = {}, later = [], capabilities = {} }) {
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

	/** Make a call as programs know it. */
	function call(name, perform, capability = name) {
		return (given = {}) => begun(name, given ?? {}, perform, capability);
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
		const via = `${native.sources.program.namespace}.${name}`;
		const args = Object.fromEntries(
			Object.entries(options).filter(([key]) => !FUNCTIONS.includes(key)),
		);
		try {
			const found = await simulated.call(capability, { via, args }, () => perform(options));
			return { ok: true, result: { ...found, errMsg: `${name}:ok` } };
		} catch (error) {
			const reason = { denied: "auth deny", cancelled: "cancel" }[error.code] ?? error.message;
			return { ok: false, result: { errMsg: `${name}:fail ${reason}`, ...error.members } };
		}
	}

	/** Tell, once, that something is not here. */
	function unsupported(what, why = "it is not in this preview yet") {
		if (told.has(what)) return;
		told.add(what);
		simulated.refused(what, { via: what, args: {} }, { code: "unsupported", message: why });
		console.warn(`${what}: ${why}`);
	}

	/** Stand in for a call that is missing: it fails as calls fail, and answers nothing. */
	function absent(name) {
		const via = `${native.sources.program.namespace}.${name}`;
		return (given) => {
			unsupported(via);
			const result = { errMsg: `${name}:fail not supported in preview` };
			if (given && typeof given === "object") {
				for (const each of [given.fail, given.complete]) {
					if (typeof each === "function")
						queueMicrotask(() => native.guarded(name, () => each(result)));
				}
			}
			return undefined;
		};
	}

	/** Members that programs look at to see whether the host has them: they are not there. */
	const ASKED = /^(then|toJSON|\$\$typeof|nodeType|__esModule|default|prototype)$/;

	/** Make the object that programs call. */
	function made() {
		const own = {};
		for (const [name, value] of known) {
			const isGetter =
				value && typeof value === "object" && typeof value.get === "function" && !value.on;
			Object.defineProperty(own, name, {
				...(isGetter ? { get: value.get } : { value, writable: true }),
				configurable: true,
				enumerable: true,
			});
		}
		return new Proxy(own, {
			get(target, name) {
				if (name in target || typeof name !== "string" || ASKED.test(name)) return target[name];
				return absent(name);
			},
			// programs ask so before they call
			has: (target, name) => name in target,
		});
	}

	native.Failure = Failure;
	native.api = api;
	native.begun = begun;
	native.unsupported = unsupported;
	native.host = {
		made,
		names,
		has: (name) => known.has(name),
		/** Call as the program does, for components that act by themselves. */
		call: (name, options) => (known.get(name) ?? absent(name))(options),
	};
})();
