/**
 * The browser's database of this address, for what was made of sources (see made.js). Runs right
 * behind begin.js: by the time the sources are there, so is what was made of them.
 */
(() => {
	const native = globalThis.miniNative;
	const NAME = "miniprog-made";
	const STORE = "made";
	const { packages } = document.currentScript.dataset;

	// records are signed, which browsers do at addresses that they trust alone
	const opening = globalThis.crypto?.subtle ? opened() : Promise.reject(new Error("no signatures"));
	opening.catch(() => {}); // told by who waits for it

	function opened() {
		return new Promise((resolve, reject) => {
			const request = indexedDB.open(NAME, 1);
			request.onupgradeneeded = () => request.result.createObjectStore(STORE);
			request.onerror = () => reject(request.error);
			request.onsuccess = () => {
				request.result.onversionchange = () => request.result.close();
				resolve(request.result);
			};
		});
	}

	/** Ask the database for something, or have it do something. */
	async function within(mode, act) {
		const transaction = (await opening).transaction(STORE, mode);
		const request = act(transaction.objectStore(STORE));
		await new Promise((resolve, reject) => {
			transaction.oncomplete = resolve;
			transaction.onabort = () => reject(transaction.error);
		});
		return request.result;
	}

	const ask = (root) => within("readonly", (all) => all.get(root));
	const asked = new Map(JSON.parse(packages).map((root) => [root, ask(root)]));
	for (const record of asked.values()) record.catch(() => {});

	native.database = {
		within,
		/** Give the record of a package; those that the page begins with have been asked for. */
		record: (root) => asked.get(root) ?? ask(root),
	};
})();
