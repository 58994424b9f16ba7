/** What a program keeps in the browser: told to the panel, which may read and change it. */
(() => {
	const simulated = globalThis.miniSimulated;
	const { replace, tell } = simulated;
	const AREAS = { local: "localStorage", session: "sessionStorage" };
	const proto = globalThis.Storage?.prototype;
	if (!proto) return;
	const { setItem, removeItem, clear } = proto;

	/** Give an area; null where the page may not have it. */
	function area(name) {
		try {
			return globalThis[AREAS[name]] ?? null;
		} catch {
			return null;
		}
	}

	function told(storage, key, value) {
		const name = storage === area("session") ? "session" : "local";
		tell({ kind: "storage", area: name, key, value });
	}

	replace(proto, "setItem", function (original, ...given) {
		original.apply(this, given);
		told(this, String(given[0]), String(given[1]));
	});
	replace(proto, "removeItem", function (original, ...given) {
		original.apply(this, given);
		told(this, String(given[0]), null);
	});
	replace(proto, "clear", function (original) {
		original.apply(this);
		told(this, null, null);
	});

	/** Do what the panel asks; the program hears of it as of another page's change. */
	simulated.toldOf("storage", (order) => {
		const { do: act, area: name, key, value } = order;
		if (name === "host") {
			const { store } = simulated;
			if (act === "set") store.set(key, value);
			else if (act === "remove") store.remove(key);
			else if (act === "clear") store.clear();
			else tell({ kind: "storage", area: name, all: store.all() });
			return;
		}
		const storage = area(name);
		if (!storage) return;
		if (act === "read") {
			tell({ kind: "storage", area: name, all: { ...storage } });
			return;
		}
		const oldValue = key === undefined ? null : storage.getItem(key);
		if (act === "set") setItem.call(storage, key, value);
		else if (act === "remove") removeItem.call(storage, key);
		else clear.call(storage);
		const newValue = act === "set" ? String(value) : null;
		const change = { key: act === "clear" ? null : key, oldValue, newValue };
		dispatchEvent(
			new StorageEvent("storage", { ...change, storageArea: storage, url: location.href }),
		);
		tell({ kind: "storage", area: name, key: change.key, value: newValue });
	});
})();
