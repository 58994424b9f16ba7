/** The scope of the program's scripts: what no host has is not there, however it is asked for. */
(() => {
	const native = globalThis.miniNative;

	const ABSENT = [
		...["window", "document", "self", "localStorage", "sessionStorage", "XMLHttpRequest"],
		...["MutationObserver", "WebKitMutationObserver"],
	];
	const absent = new Set(ABSENT);
	/** By function: it as a member of another object, which browsers want to be called as their own. */
	const bound = new Map(
		["setTimeout", "setInterval", "clearTimeout", "clearInterval", "requestAnimationFrame"]
			.concat(["cancelAnimationFrame", "queueMicrotask", "atob", "btoa", "fetch"])
			.map((name) => [globalThis[name], globalThis[name].bind(globalThis)]),
	);
	const isAbsent = (/** @type {any} */ name) => absent.has(name);
	const has = (name) => !isAbsent(name) && name in globalThis;

	/** The global object, which libraries look for by several ways to see where they run. */
	const scope = new Proxy(
		{},
		{
			get(own, name) {
				const found = has(name) ? Reflect.get(globalThis, name) : Reflect.get(own, name);
				return bound.get(found) ?? found;
			},
			set: (own, name, value) => Reflect.set(isAbsent(name) ? own : globalThis, name, value),
			has: (own, name) => has(name) || name in own,
			deleteProperty: (own, name) =>
				Reflect.deleteProperty(isAbsent(name) ? own : globalThis, name),
			defineProperty(own, name, given) {
				const said = { ...given, configurable: true };
				return Reflect.defineProperty(isAbsent(name) ? own : globalThis, name, said);
			},
			getOwnPropertyDescriptor(own, name) {
				const place = isAbsent(name) ? own : globalThis;
				const found = Reflect.getOwnPropertyDescriptor(place, name);
				return found ? { ...found, configurable: true } : undefined;
			},
			ownKeys: () => Reflect.ownKeys(globalThis).filter(has),
		},
	);

	/** Make a function of a text, as programs do that ask for the global object: `Function("return this")()`. */
	function made(given) {
		const asks = given.length === 1 && /^\s*return this\s*;?\s*$/.test(given[0]);
		return asks ? () => scope : Reflect.construct(Function, given);
	}

	/** How bundlers ask for the global object first: who runs strictly, as in hosts, gets none. */
	const ASKS = String.raw`function\s*\(\s*\)\s*\{\s*return\s+this\s*;?\s*\}`;
	const THIS = new RegExp(String.raw`(\(?)\b${ASKS}(\)?)\s*\(\s*\)`, "g");

	/** Have a script that asks in this way find ours; every place in it stays where it is. */
	native.scoped = (text) =>
		text.replace(THIS, (all, opened, closed) => {
			const isWhole = opened && closed;
			if (closed && !isWhole) return all;
			const found = isWhole ? "(globalThis)" : `${opened}globalThis`;
			return found + all.slice(found.length).replace(/\S/g, " ");
		});

	native.scope = {
		globalThis: scope,
		Function: new Proxy(Function, {
			apply: (_target, _owner, given) => made(given),
			construct: (_target, given) => made(given),
		}),
		...Object.fromEntries(ABSENT.map((name) => [name, undefined])),
	};
})();
