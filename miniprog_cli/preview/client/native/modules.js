/** The program's scripts: CommonJS, ES modules and TypeScript, each run when it is first required. */
(() => {
	const native = globalThis.miniNative;
	const { sources, paths, Fault } = native;
	const modules = new Map();
	/** Files that another one has required. */
	const asked = new Set();
	/** Whose `Page()` or `Component()` is called: the page or component that is being loaded. */
	const loading = [];
	let hasTranspiler = false;
	const IS_MODULE = /(^|[\n;}])\s*(import\s*[\w{*"'(]|export\s*[\w{*]|import\s*\()/;
	const HAS_IMPORT_CALL = /\bimport\s*\(/;

	// what the transpiler takes from other packages, for maps and messages that nobody asks it for
	native.define("lines-and-columns", (module) => {
		module.exports = { default: class {} };
	});
	native.define("@jridgewell/gen-mapping", (module) => {
		module.exports = {};
	});
	native.define("ts-interface-checker", (module) => {
		const types = new Proxy({}, { get: () => () => types });
		module.exports = { createCheckers: () => ({ Options: { strictCheck() {} } }), ...named(types) };
	});

	function named(types) {
		const names =
			"array boolstring enumlit enumtype iface lit name opt param tuple func indexKey intersection union BasicType".split(
				" ",
			);
		return Object.fromEntries(names.map((name) => [name, () => types]));
	}

	/** Give the file that a path without a suffix means. */
	function file(path) {
		const { scripts } = sources.program;
		const names = scripts.flatMap((suffix) => [`${path}.${suffix}`, `${path}/index.${suffix}`]);
		const isWhole = [...scripts, "json"].some((suffix) => path.endsWith(`.${suffix}`));
		return sources.first(...(isWhole ? [path] : []), ...names);
	}

	/** Find what a script means by a name; packages lie in `miniprogram_npm` around it. */
	function find(from, written) {
		const relative = paths.resolve(from, written);
		const looked = [relative];
		let found = file(relative);
		if (!found && written.startsWith("/")) {
			// to older hosts it is a path like any other, and there are programs that lean on that
			const beside = paths.resolve(from, `.${written}`);
			looked.push(beside);
			found = file(beside);
		}
		if (found || /^[./]/.test(written)) return { found, looked };
		for (const folder of paths.around(from)) {
			const inside = paths.normal(`${folder}/miniprogram_npm/${written}`);
			looked.push(inside);
			found = file(inside);
			if (found) break;
		}
		return { found: found ?? aliased(written), looked };
	}

	/** The names that `resolveAlias` of app.json gives. */
	function aliased(written) {
		for (const [name, target] of Object.entries(sources.app.resolveAlias ?? {})) {
			const [start, , end] = [name.replace(/\*$/, ""), name, target.replace(/\*$/, "")];
			if (name.endsWith("*") ? written.startsWith(start) : written === name) {
				return file(paths.normal(`${end}${written.slice(start.length)}`));
			}
		}
		return undefined;
	}

	function required(from, written) {
		const { found, looked } = find(from, String(written));
		if (!found) {
			const told = looked.map((path) => `${path}.${sources.program.scripts[0]}`).join(", ");
			const [line, column] = placeOf(from, written);
			throw new Fault(`no module ${written}: looked for ${told}`, from, line, column);
		}
		asked.add(found);
		return run(found);
	}

	/** Find where a script names a module, for the message. */
	function placeOf(path, written) {
		const text = sources.read(path) ?? "";
		const at = Math.max(text.indexOf(`"${written}"`), text.indexOf(`'${written}'`), 0);
		const before = text.slice(0, at).split("\n");
		return [before.length, before.at(-1).length + 1];
	}

	/** Load a module in a package that may not be here yet. */
	async function later(from, written, done, failed) {
		try {
			await sources.takeFor(paths.resolve(from, written));
			const found = required(from, written);
			done?.(found);
			return found;
		} catch (error) {
			if (failed) failed({ mod: written, errMsg: error.message });
			if (done) return undefined;
			throw error;
		}
	}

	/** Run a file unless it has been run; give what it exports. */
	function run(path) {
		const known = modules.get(path);
		if (known) return known.exports;
		const module = { exports: {}, id: path };
		modules.set(path, module);
		if (path.endsWith(".json")) {
			module.exports = JSON.parse(sources.read(path));
			return module.exports;
		}
		const require = (written, done, failed) =>
			done ? void later(path, written, done, failed) : required(path, written);
		require.async = (written) => later(path, written);
		try {
			const given = native.given(require, module);
			const [look, start] = compiled(path)(...Object.values(given));
			if (look) looks.set(path, { look, given });
			start();
		} catch (error) {
			modules.delete(path);
			throw error;
		}
		return module.exports;
	}

	/**
	 * What programs have put in the place of `Page` and its like, which hosts have as one for all: each
	 * script has names of its own here, so those that assign to them are asked.
	 */
	const REPLACES = /(?<![\w$.])(?:App|Page|Component|Behavior)\s*=(?![=>])/;
	const looks = new Map();

	function replaced() {
		const found = {};
		for (const { look, given } of looks.values()) {
			for (const [name, value] of Object.entries(look())) {
				if (value !== given[name]) found[name] = value;
			}
		}
		return found;
	}

	/** Make a function of a file, on the lines it has there. */
	function compiled(path) {
		const names = Object.keys(native.given(null, null)).join(", ");
		// the inner function is for what the file declares: it may bear the same names
		const text = native.scoped(translated(path));
		native.host.look(text);
		const look = REPLACES.test(text) ? "() => ({ App, Page, Component, Behavior })" : "null";
		const start = `(function (${names}) { return [${look}, () => (function () {`;
		const head = start.padEnd(native.HEAD);
		const address = `${location.origin}/${path}`;
		try {
			// biome-ignore lint/security/noGlobalEval: this is how the program's own code runs
			return globalThis.eval(`${head}${text}\n}).call(exports)]})\n//# sourceURL=${address}`);
		} catch (error) {
			// a browser does not say where in a text that it is given a mistake is
			translate(path, text, []);
			throw new Fault(String(error), path);
		}
	}

	/** Give a file's text as browsers run it. */
	function translated(path) {
		const text = sources.read(path);
		const isTyped = path.endsWith(".ts");
		if (!isTyped && !IS_MODULE.test(text) && !HAS_IMPORT_CALL.test(text)) return text;
		const known = native.made.get("script", path);
		if (known) return known.text;
		const made = translate(path, text, isTyped ? ["typescript", "imports"] : ["imports"]);
		native.made.put("script", path, [path], made);
		return made;
	}

	/** Give who translates: fetched when the first script needs it, which cannot wait, and most never do. */
	function transpiler() {
		if (!hasTranspiler) {
			const { href } = /** @type {any} */ (document.querySelector("link[data-compiler]"));
			const request = new XMLHttpRequest();
			request.open("GET", new URL("sucrase.js", href), false);
			request.send();
			new Function("miniNative", request.responseText)({ define: native.define });
			hasTranspiler = true;
		}
		return native.vendor("sucrase/dist/index");
	}

	/** Translate a file; what cannot be read is a fault with its place. */
	function translate(path, text, transforms) {
		try {
			const { transform } = transpiler();
			const { code } = transform(text, { transforms, filePath: path, production: true });
			return native.hoisted(text, code);
		} catch (error) {
			const { line = 1, column = 1 } = error.loc ?? {};
			const message = error.message
				.replace(/^Error transforming [^:]*: /, "")
				.replace(/ \(\d+:\d+\)$/, "");
			throw new Fault(`SyntaxError: ${message}`, path, line, column);
		}
	}

	/** Load a page or component: what it defines is defined under `path`. */
	function load(path, fileName) {
		loading.push(path);
		try {
			modules.delete(fileName);
			return run(fileName);
		} finally {
			loading.pop();
		}
	}

	native.modules = {
		isRun: (path) => modules.has(path),
		isRequired: (path) => asked.has(path),
		file,
		find,
		run,
		load,
		translated,
		replaced,
		isScript: (path) => sources.program.scripts.some((suffix) => path.endsWith(`.${suffix}`)),
		loading: () => loading.at(-1),
	};
})();
