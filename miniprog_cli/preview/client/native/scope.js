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

	/**
	 * How libraries ask for the global object: hosts run them strictly, or have it hidden as well. The
	 * constructor itself stays the browser's, as programs compare with it: `type: Function`.
	 */
	const THIS =
		/(?:(?<![\w$)\]])\()?\bfunction\s*\(\s*\)\s*\{\s*return\s+this\s*;?\s*\}\)?\s*\(\s*\)/g;
	const MADE = /\b(?:new\s+)?Function\(\s*(["'])return this;?\1\s*\)\s*\(\s*\)/g;

	/** Have a script that asks so find ours; every place in it stays where it is. */
	native.scoped = (text) => text.replace(MADE, named).replace(THIS, asked);
	const named = (all) => `globalThis${all.slice("globalThis".length).replace(/\S/g, " ")}`;

	function asked(all) {
		const isOpened = all.startsWith("(");
		const isClosed = /\}\s*\)/.test(all);
		if (isClosed && !isOpened) return all;
		const found = `${isOpened ? "(" : ""}globalThis${isClosed ? ")" : ""}`;
		return found + all.slice(found.length).replace(/\S/g, " ");
	}

	native.scope = {
		globalThis: scope,
		...Object.fromEntries(ABSENT.map((name) => [name, undefined])),
	};
})();
