/** The sources of the program, by path; packages arrive whole, each once it is needed. */
(() => {
	const native = globalThis.miniNative;
	const { Fault } = native;
	const files = new Map();
	const packages = new Map();
	let known = null;

	/** Fetch the main package, and what the server says of the program. */
	async function open() {
		known = await (await fetch("/_miniprog/native/program.json")).json();
		await take("");
	}

	/** Fetch a package by its root unless it is there. */
	function take(root) {
		if (!packages.has(root)) {
			const address = `/_miniprog/native/sources.json?package=${encodeURIComponent(root)}`;
			packages.set(
				root,
				fetch(address)
					.then((answer) => answer.json())
					.then((found) => {
						for (const [path, text] of Object.entries(found)) files.set(path, text);
					}),
			);
		}
		return packages.get(root);
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
		const text = files.get(path);
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
		read: (path) => files.get(path),
		/** Put a saved file in the place of the old one; `undefined` takes it away. */
		put(path, text) {
			if (text === undefined) files.delete(path);
			else files.set(path, text);
		},
		/** What the server says: dialect, packages, pages, start, suffixes. */
		get program() {
			return known;
		},
		get app() {
			return json("app.json");
		},
	};
})();
