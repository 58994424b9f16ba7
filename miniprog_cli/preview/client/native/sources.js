/** The sources of the program, by path; packages arrive whole, each once it is needed. */
(() => {
	const native = globalThis.miniNative;
	const { Fault } = native;
	/** By path: the text, or its bytes as long as nobody has read it. */
	const files = new Map();
	/** By path: what the server calls the content it gave; a file that was saved since has no tag. */
	const tags = new Map();
	const packages = new Map();
	const utf8 = new TextDecoder();
	let known = null;
	let app = { text: undefined, value: /** @type {any} */ ({}) };

	/** Fetch the main package; what the server says of the program stands in the page. */
	async function open() {
		const told = document.querySelector("script[data-program]");
		known = JSON.parse(told.textContent);
		told.remove();
		native.paths.setPlugin(known.plugin?.root ?? "");
		await take("");
	}

	/** Fetch a package by its root unless it is there. */
	function take(root) {
		if (!packages.has(root)) {
			packages.set(root, Promise.all([fetched(root), native.made.take(root)]));
		}
		return packages.get(root);
	}

	/** Take the texts of a package, which come one after the other behind a line of lengths. */
	async function fetched(root) {
		const answer = await fetch(`/_miniprog/native/sources?package=${encodeURIComponent(root)}`);
		const data = new Uint8Array(await answer.arrayBuffer());
		let at = data.indexOf(10) + 1;
		for (const [path, length, tag] of JSON.parse(utf8.decode(data.subarray(0, at)))) {
			files.set(path, data.subarray(at, at + length));
			tags.set(path, tag);
			at += length;
		}
	}

	/** Give the text of a file; nothing where there is none. */
	function read(path) {
		const found = files.get(path);
		if (!(found instanceof Uint8Array)) return found;
		const text = utf8.decode(found);
		files.set(path, text);
		return text;
	}

	/** Give the root of the package that a file ships in. */
	function packageOf(path) {
		const around = known.packages.filter((root) => root && path.startsWith(`${root}/`));
		return around.sort((a, b) => b.length - a.length)[0] ?? "";
	}

	/** Fetch the package that a file ships in. */
	const takeFor = (path) => take(packageOf(path));

	/** Give the first of some paths that is a file. */
	const first = (...paths) => paths.find((path) => files.has(path));

	/** Read a JSON file; nothing where there is none. Comments are passed over, as hosts do. */
	function json(path) {
		const text = read(path);
		if (text === undefined) return {};
		try {
			return JSON.parse(text);
		} catch {
			return readWithComments(path, text);
		}
	}

	function readWithComments(path, text) {
		const bare = text.replace(/("(?:\\.|[^"\\])*")|\/\*[^]*?\*\/|\/\/.*/g, "$1");
		try {
			return JSON.parse(bare.replace(/,(\s*[}\]])/g, "$1"));
		} catch (error) {
			const at = Number(/position (\d+)/.exec(error.message)?.[1] ?? 0);
			const before = text.slice(0, at).split("\n");
			native.fail(new Fault(error.message, path, before.length, before.at(-1).length + 1));
			return {};
		}
	}

	native.sources = {
		open,
		take,
		takeFor,
		first,
		json,
		has: (path) => files.has(path),
		/** Tell whether the package that a file ships in is here. */
		isHere: (path) => packages.has(packageOf(path)),
		paths: () => [...files.keys()],
		read,
		tag: (path) => tags.get(path),
		packageOf,
		/** Put a saved file in the place of the old one; `undefined` takes it away. */
		put(path, text) {
			tags.delete(path);
			if (text === undefined) files.delete(path);
			else files.set(path, text);
		},
		/** What the server says: dialect, packages, pages, start, suffixes. */
		get program() {
			return known;
		},
		get app() {
			const text = read("app.json");
			// asked for many times in every page
			if (app.text !== text) app = { text, value: json("app.json") };
			return app.value;
		},
	};
})();
