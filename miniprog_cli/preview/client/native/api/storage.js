/** `wx.setStorage` and its like: values kept for the program, in the storage of its own origin. */
(() => {
	const native = globalThis.miniNative;
	const MARK = "mini:";
	const MOST = 10 * 1024; // KB, as hosts have it
	const { localStorage } = globalThis;

	function set(key, data) {
		const text = JSON.stringify({ data });
		if (text.length > 1024 * 1024) throw new native.Failure("entry size limit reached");
		localStorage.setItem(MARK + key, text);
	}

	function setAll(list) {
		for (const { key, value } of list) set(key, value);
	}

	function read(key) {
		const text = localStorage.getItem(MARK + key);
		return text === null ? undefined : JSON.parse(text).data;
	}

	const keys = () =>
		Object.keys(localStorage)
			.filter((key) => key.startsWith(MARK))
			.map((key) => key.slice(MARK.length));
	const info = () => {
		const size = keys().reduce(
			(sum, key) => sum + (localStorage.getItem(MARK + key)?.length ?? 0),
			0,
		);
		return { keys: keys(), currentSize: Math.ceil(size / 1024), limitSize: MOST };
	};
	const remove = (key) => localStorage.removeItem(MARK + key);
	const clear = () => {
		for (const key of keys()) remove(key);
	};

	native.api({
		calls: {
			setStorage: ({ key, data }) => set(key, data),
			getStorage({ key }) {
				const data = read(key);
				if (data === undefined) throw new native.Failure("data not found");
				return { data };
			},
			removeStorage: ({ key }) => remove(key),
			clearStorage: clear,
			getStorageInfo: info,
			batchSetStorage: ({ kvList }) => setAll(kvList),
			batchGetStorage: ({ keyList }) => ({ dataList: keyList.map((key) => read(key) ?? "") }),
		},
		values: {
			setStorageSync: set,
			getStorageSync: (key) => read(key) ?? "",
			removeStorageSync: remove,
			clearStorageSync: clear,
			getStorageInfoSync: info,
			batchSetStorageSync: setAll,
			batchGetStorageSync: (list) => list.map((key) => read(key) ?? ""),
		},
	});
})();
