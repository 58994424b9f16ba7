/** Paths of files in the program: relative to its root, without a slash at the front. */
(() => {
	const native = globalThis.miniNative;

	/** Take out `.` and `..`; what leads out of the root stays at its top. */
	function normal(path) {
		const steps = [];
		for (const step of path.split("/")) {
			if (step === "..") steps.pop();
			else if (step && step !== ".") steps.push(step);
		}
		return steps.join("/");
	}

	const folder = (path) => (path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "");

	/** The folder of the plugin that is developed beside the program, which is a root of its own. */
	let plugin = "";
	const rootOf = (path) => (plugin && path.startsWith(`${plugin}/`) ? plugin : "");

	/** Give what `written` in the file `from` means; a slash at the front is the root. */
	function resolve(from, written) {
		const start = written.startsWith("/") ? rootOf(from) : folder(from);
		return normal(`${start}/${written}`);
	}

	/** Give the folders around a file, from the innermost to the root. */
	function* around(path) {
		let at = folder(path);
		for (;;) {
			yield at;
			if (!at) return;
			at = folder(at);
		}
	}

	/** Give the address of a file that a program names, from the page that is shown. */
	function address(written, from) {
		if (written.startsWith("//")) return `https:${written}`;
		if (/^[a-z][a-z0-9+.-]*:/i.test(written)) return native.opened?.(written) ?? written;
		const [path, rest = ""] = written.split(/(?=[?#])/, 2);
		return `/${resolve(from, path).split("/").map(encodeURIComponent).join("/")}${rest}`;
	}

	/** Read a query into an object, as pages are given it: names and values decoded once. */
	function query(text) {
		const found = {};
		for (const part of text.split("&").filter(Boolean)) {
			const [name, ...value] = part.split("=");
			found[decoded(name)] = decoded(value.join("="));
		}
		return found;
	}

	function decoded(text) {
		try {
			return decodeURIComponent(text);
		} catch {
			return text;
		}
	}

	native.paths = {
		normal,
		folder,
		resolve,
		rootOf,
		around,
		address,
		query,
		setPlugin: (root) => {
			plugin = root;
		},
	};
})();
