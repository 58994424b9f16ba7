/**
 * Storage: what a program keeps, in the storage of its address, so that it is there the next time.
 *
 * Values keep their type, as hosts have it: each is JSON under the program's id, and the panel shows it.
 */
(() => {
	const native = globalThis.miniNative;
	const { Failure, sources } = native;
	const KB = 1024;
	const MOST = 10 * KB * KB; // bytes of all together
	const MOST_OF_ONE = KB * KB;
	const kept = globalThis.localStorage;
	const encoder = new TextEncoder();

	const prefix = () => `${sources.program.appId || sources.program.namespace}/`;
	const size = (text) => encoder.encode(text).length;

	function keys() {
		const start = prefix();
		return Object.keys(kept)
			.filter((name) => name.startsWith(start))
			.map((name) => name.slice(start.length));
	}

	const used = () => keys().reduce((sum, key) => sum + size(key) + size(read(key)), 0);
	const read = (key) => kept.getItem(prefix() + key) ?? "";

	function named(key) {
		if (typeof key !== "string" || key === "") {
			throw new Failure("parameter error: parameter.key should be String instead of Undefined;", {
				errno: 1001,
			});
		}
		return key;
	}

	function set(key, data) {
		named(key);
		const text = JSON.stringify({ data: data === undefined ? "" : data }) ?? "";
		const bytes = size(text);
		if (bytes > MOST_OF_ONE) throw new Failure("entry size limit reached", { errno: 1003 });
		if (used() - size(read(key)) + bytes > MOST) throw full();
		try {
			kept.setItem(prefix() + key, text);
		} catch {
			throw full(); // a browser may keep less
		}
	}

	const full = () => new Failure("exceed storage max size 10Mb", { errno: 1002 });

	/** Give a value, or `missing` where there is none. */
	function get(key, missing) {
		const text = read(named(key));
		if (text === "") return missing;
		try {
			return JSON.parse(text).data;
		} catch {
			return text; // written in the panel
		}
	}

	function setAll(list) {
		for (const { key, value } of list) set(key, value);
	}

	const remove = (key) => kept.removeItem(prefix() + named(key));
	const clear = () => {
		for (const key of keys()) remove(key);
	};
	const info = () => ({
		keys: keys(),
		currentSize: Math.ceil(used() / KB),
		limitSize: MOST / KB,
	});

	/** What the host would have fetched before the program was open: nothing. */
	const fetched = () => ({
		fetchedData: "{}",
		timeStamp: Date.now(),
		path: "",
		query: "",
		scene: sources.program.scene,
	});

	native.api({
		calls: {
			setStorage: ({ key, data }) => set(key, data),
			getStorage({ key }) {
				const nothing = {};
				const data = get(key, nothing);
				if (data === nothing) throw new Failure("data not found", { errno: 1001 });
				return { data };
			},
			removeStorage: ({ key }) => remove(key),
			clearStorage: clear,
			getStorageInfo: info,
			getBackgroundFetchData: fetched,
			setBackgroundFetchToken: () => {},
			getBackgroundFetchToken: () => ({ token: "" }),
			batchSetStorage: ({ kvList = [] }) => setAll(kvList),
			batchGetStorage: ({ keyList = [] }) => ({ dataList: keyList.map((key) => get(key, "")) }),
		},
		quiet: ["BackgroundFetchData"],
		simulated: ["getBackgroundFetchData", "setBackgroundFetchToken", "getBackgroundFetchToken"],
		sync: {
			setStorageSync: set,
			getStorageSync: (key) => get(key, ""),
			removeStorageSync: remove,
			clearStorageSync: clear,
			getStorageInfoSync: info,
			batchSetStorageSync: (list = []) => setAll(list),
			batchGetStorageSync: (list = []) => list.map((key) => get(key, "")),
		},
		values: {
			createBufferURL: (buffer) => URL.createObjectURL(new Blob([buffer])),
			revokeBufferURL: (address) => URL.revokeObjectURL(address),
		},
		later: ["createCacheManager"],
	});
})();
