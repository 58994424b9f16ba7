/**
 * The runtime of native programs, first part: the object that its files share.
 *
 * The server puts `begin.js` between the simulated host and program.js, and all other files of this
 * folder, in the order of `preview/native/scripts.py`, into one script of their own. They share
 * `globalThis.miniNative`, which `start.js` takes away before the program's own scripts run.
 *
 * How to add a component: a file `components/<tag>.js`, see `components/progress.js`.
 * How to add calls of the host: a file `api/<group>.js`, see `api/clipboard.js`.
 */
(() => {
	const factories = new Map();
	const made = new Map();
	let applies;

	/**
	 * Give a module of others that the build has put into a script of definitions. One that loads
	 * WebAssembly itself is handed what is to stand for that.
	 */
	function vendor(name, assembly = WebAssembly) {
		if (!made.has(name)) {
			const factory = factories.get(name);
			if (!factory) throw new Error(`no module ${name}`);
			const module = { exports: {} };
			made.set(name, module);
			factory(module, module.exports, (wanted) => vendor(beside(name, wanted)), "", assembly);
		}
		return made.get(name).exports;
	}

	function beside(name, wanted) {
		if (!wanted.startsWith(".")) return wanted;
		const steps = name.split("/").slice(0, -1);
		for (const step of wanted.split("/")) {
			if (step === "..") steps.pop();
			else if (step !== ".") steps.push(step);
		}
		const path = steps.join("/");
		const bare = path.replace(/\.js$/, "");
		return [path, bare].find((one) => factories.has(one)) ?? `${path}/index`;
	}

	const simulated = globalThis.miniSimulated;
	const { compiler } = document.currentScript.dataset;
	/** The compiler of templates, which takes its time to be made: begun at once, see below. */
	let assembly = null;

	function assemble() {
		assembly ??= WebAssembly.compileStreaming(fetch(compiler));
		assembly.catch(() => {}); // told by who waits for it
		return assembly;
	}

	// what a page that is loaded again needs was compiled the last time
	const [{ type = "" } = {}] = /** @type {any[]} */ (performance.getEntriesByType("navigation"));
	if (type !== "reload") assemble();
	globalThis.miniNative = {
		simulated,
		assemble,
		define: (name, factory) => factories.set(name, factory),
		vendor,
		/** Take what deals with saves, `apply` and `foresee`; program.js waits for it. */
		follow: (updates) => applies(updates),
	};
	simulated.applying = new Promise((resolve) => {
		applies = resolve;
	});
})();
