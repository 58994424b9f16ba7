/** The program's scripts: CommonJS, ES modules and TypeScript, each run when it is first required. */
(() => {
	const native = globalThis.miniNative;
	const { sources, paths, Fault } = native;
	const modules = new Map();
	/** Files that another one has required. */
	const asked = new Set();
	/** What was found from the root alone, and told. */
	const rooted = new Set();
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

	/**
	 * Find what a script means by a name, in the order of the vendor's own loader: by an alias, beside the
	 * file whatever the name begins with, then in packages around it, in `miniprogram_npm`.
	 */
	function find(from, written) {
		const looked = [aliased(written), paths.resolve(from, beside(written))].filter(Boolean);
		const found = firstOf(looked);
		if (found || written.startsWith(".")) return { found, looked };
		if (written.startsWith("/")) return fromRoot(from, written, looked);
		const packed = [...paths.around(from)].map((one) =>
			paths.normal(`${one}/miniprogram_npm/${written}`),
		);
		return { found: firstOf(packed), looked: [...looked, ...packed] };
	}

	const beside = (written) => (written.startsWith("/") ? `.${written}` : written);

	function firstOf(looked) {
		for (const path of looked) {
			const found = file(path);
			if (found) return found;
		}
		return undefined;
	}

	/** Find it from the root, which is more than hosts promise: `resolveAlias` gives such paths. */
	function fromRoot(from, written, looked) {
		const path = paths.resolve(from, written);
		const found = file(path);
		if (found && !rooted.has(from + written)) {
			rooted.add(from + written);
			console.warn(
				`${from}: ${written} is found from the root alone; hosts look beside the file, and from the root with "resolveAlias": {"/*": "/*"} in app.json`,
			);
		}
		return { found, looked: [...new Set([...looked, path])] };
	}

	/** What the longest name of `resolveAlias` in app.json that fits gives. */
	function aliased(written) {
		const aliases = Object.entries(sources.app.resolveAlias ?? {})
			.map(([name, target]) => [name.replace(/\*$/, ""), String(target).replace(/\*$/, "")])
			.filter(([start]) => start && written.startsWith(start))
			.sort(([one], [other]) => other.length - one.length);
		if (aliases.length === 0) return undefined;
		const [[start, end]] = aliases;
		return paths.normal(`${end}${written.slice(start.length)}`);
	}

	function required(from, written) {
		const { found, looked } = find(from, String(written));
		if (!found) {
			const pack = absent(written);
			const [row, at] = placeOf(from, written);
			if (pack) throw new Fault(`no module ${written}: ${pack}`, from, row, at);
			const told = looked.map((path) => `${path}.${sources.program.scripts[0]}`).join(", ");
			throw new Fault(`no module ${written}: looked for ${told}`, from, row, at);
		}
		asked.add(found);
		return run(found);
	}

	/** Say what to do where a name is of a package of which nothing is here; empty where it is not. */
	function absent(written) {
		const [owner, name] = written.split("/");
		if (!/^(@[\w.-]+\/)?[a-z][\w.-]*(\/|$)/.test(written)) return "";
		const pack = owner.startsWith("@") ? `${owner}/${name}` : owner;
		const isHere = sources
			.paths()
			.some((path) => path.includes(`miniprogram_npm/${pack}/`) || path.startsWith(`${pack}/`));
		return isHere ? "" : `the package ${pack} is not here, run npm install ${pack}`;
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
		const text = native.older(sources.read(path));
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

	/** Give the fault of a text that cannot be read; nothing where it can. */
	function fault(path, text) {
		try {
			translate(path, text, []);
			return null;
		} catch (error) {
			return error;
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
		aliased,
		absent,
		run,
		load,
		translated,
		fault,
		replaced,
		isScript: (path) => sources.program.scripts.some((suffix) => path.endsWith(`.${suffix}`)),
		loading: () => loading.at(-1),
	};
})();
