/** What a host keeps for a program in a storage of its own; the server hands it to every page. */
(() => {
	const simulated = globalThis.miniSimulated;
	const kept = new Map(Object.entries(simulated.kept));
	const told = (key, value) => simulated.tell({ kind: "storage", area: "host", key, value });

	/** Values are texts, as in `localStorage`; what is not there is null. */
	simulated.store = {
		get: (key) => kept.get(String(key)) ?? null,
		set(key, value) {
			kept.set(String(key), String(value));
			told(String(key), String(value));
		},
		remove(key) {
			if (kept.delete(String(key))) told(String(key), null);
		},
		clear() {
			kept.clear();
			told(null, null);
		},
		keys: () => [...kept.keys()],
		all: () => Object.fromEntries(kept),
	};
})();
