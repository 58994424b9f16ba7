/**
 * What was made of sources, for the page that comes next: scripts translated, templates compiled.
 *
 * Kept in the browser's own database of this address, where other programs may have been shown
 * before and will be later on: so each record is signed with a key that the server makes anew at
 * every start, and what others have put there is nothing. An entry counts while all sources that it
 * was made of are as they were, which their tags say: those that the server gave with them. A file
 * that was saved since has none.
 */
(() => {
	const native = globalThis.miniNative;
	const { sources, database } = native;
	const MOST = 16 * 1024 * 1024; // bytes of a record
	const utf8 = { write: new TextEncoder(), read: new TextDecoder() };
	/** By root of a package: what is being read, what its record holds, and what has come since. */
	const reading = new Map();
	const known = new Map();
	const fresh = new Map();
	let signer = null;

	/** Read what there is for a package; without a database there is nothing. */
	function take(root) {
		const begun = reading.get(root) ?? read(root).catch(() => {});
		reading.set(root, begun);
		return begun;
	}

	async function read(root) {
		const record = await database.record(root);
		if (!record) return;
		const { data, signature } = record;
		if (await crypto.subtle.verify("HMAC", await sign(), signature, data)) {
			known.set(root, unpacked(new Uint8Array(data)));
		}
	}

	/** The key of this start of the server, and of what it says of the program. */
	function sign() {
		const secret = utf8.write.encode(JSON.stringify(sources.program));
		const how = { name: "HMAC", hash: "SHA-256" };
		signer ??= crypto.subtle.importKey("raw", secret, how, false, ["sign", "verify"]);
		return signer;
	}

	function unpacked(data) {
		const found = new Map();
		let at = data.indexOf(10) + 1;
		for (const [name, of, length] of JSON.parse(utf8.read.decode(data.subarray(0, at)))) {
			found.set(name, { of, bytes: data.subarray(at, at + length) });
			at += length;
		}
		return found;
	}

	/** Give what was made of a file, where all that it was made of is as it was. */
	function get(kind, path) {
		const name = `${kind}:${path}`;
		const root = sources.packageOf(path);
		const found = fresh.get(root)?.get(name) ?? known.get(root)?.get(name);
		if (!found || !isCurrent(found.of)) return null;
		found.text ??= utf8.read.decode(found.bytes);
		return found;
	}

	const isCurrent = (of) =>
		Object.entries(of.files).every(([path, tag]) => tag && sources.tag(path) === tag);

	/** Take what was made of some files; `more` goes with it. Of what was saved since nothing is kept. */
	function put(kind, path, files, text, more = {}) {
		const tags = Object.fromEntries(files.map((file) => [file, sources.tag(file)]));
		if (Object.values(tags).some((tag) => !tag)) return;
		const root = sources.packageOf(path);
		if (!fresh.has(root)) fresh.set(root, new Map());
		fresh.get(root).set(`${kind}:${path}`, { of: { ...more, files: tags }, text });
	}

	/** Write what has come; where two tabs write at once, the record of one of them is kept. */
	async function keep() {
		if (fresh.size === 0) return;
		for (const [root, entries] of [...fresh]) {
			await take(root);
			const old = [...(known.get(root) ?? [])].filter(([, { of }]) => isCurrent(of));
			known.set(root, new Map([...old, ...entries]));
			fresh.delete(root);
			await write(root, known.get(root));
		}
		await forget();
	}

	async function write(root, entries) {
		for (const entry of entries.values()) entry.bytes ??= utf8.write.encode(entry.text);
		const index = [...entries].map(([name, { of, bytes }]) => [name, of, bytes.length]);
		const parts = [...entries.values()].map(({ bytes }) => bytes);
		const data = await new Blob([`${JSON.stringify(index)}\n`, ...parts]).arrayBuffer();
		if (data.byteLength > MOST) return;
		const signature = await crypto.subtle.sign("HMAC", await sign(), data);
		await database.within("readwrite", (all) => all.put({ data, signature }, root));
	}

	/** Take away the records of packages that this program does not have. */
	async function forget() {
		const { packages } = sources.program;
		const roots = await database.within("readonly", (all) => all.getAllKeys());
		for (const root of roots.filter((one) => !packages.includes(one))) {
			await database.within("readwrite", (all) => all.delete(root));
		}
	}

	native.made = { take, get, put, keep: () => keep().catch(() => {}) };
})();
