/**
 * Calls of mini.js that no host hears of, because it has nothing for them or their arguments are
 * wrong: a person looks for them among the others. mini.js itself is as in a bundle, so it is its
 * global that is watched.
 */
(() => {
	const { refused } = globalThis.miniSimulated;
	const CODES = ["unsupported", "invalid"];
	const NOT_CALLS = ["MiniError", "can", "on", "off"];

	Object.defineProperty(globalThis, "mini", {
		configurable: true,
		get: () => undefined,
		set(value) {
			const usual = { configurable: true, enumerable: true, writable: true };
			Object.defineProperty(globalThis, "mini", { value, ...usual });
			if (value?.MiniError) watch(value, "");
		},
	});

	function watch(owner, path) {
		for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(owner))) {
			if (NOT_CALLS.includes(name) || !value) continue;
			if (typeof value === "object") watch(value, `${path}${name}.`);
			if (typeof value !== "function") continue;
			for (const inner of Object.keys(value))
				value[inner] = watched(value[inner], `${path}${name}.${inner}`);
			owner[name] = watched(value, path + name);
		}
	}

	function watched(method, api) {
		return new Proxy(method, {
			apply(_, self, given) {
				// what is given back is what the program may leave uncaught
				return Reflect.apply(method, self, given).catch((error) => {
					const isOwn = CODES.includes(error.code) && error.hostMessage === undefined;
					const args = given.length > 1 ? given : given[0];
					if (isOwn) refused(api, { via: `mini.${api}`, args: args ?? {} }, error);
					throw error;
				});
			},
		});
	}
})();
