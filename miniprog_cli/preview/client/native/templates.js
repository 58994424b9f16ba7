/**
 * Templates, compiled in the page: each component with the templates it imports and its script
 * modules makes one group. What is wrong with one is told with its place.
 */
(() => {
	const native = globalThis.miniNative;
	const { sources, paths, Fault } = native;
	let TmplGroup;
	/** By component: the files that its template is made of. */
	const made = new Map();

	/** Prepare the compiler; the shell page has begun to fetch it. */
	async function open() {
		const answer = fetch(/** @type {any} */ (document.querySelector("link[data-compiler]")).href);
		const compiled = await WebAssembly.compileStreaming(answer);
		performance.mark("mini:compiled");
		// written for Node: it reads its file by itself, and is given what is compiled already
		native.define("util", (module) => {
			module.exports = { TextDecoder, TextEncoder };
		});
		native.define("path", (module) => {
			module.exports = { join: () => "" };
		});
		native.define("fs", (module) => {
			module.exports = { readFileSync: () => null };
		});
		const assembly = { Module: constant(compiled), Instance: WebAssembly.Instance };
		({ TmplGroup } = native.vendor("glass-easel-template-compiler", assembly));
	}

	/** Make a constructor that gives what is there already. */
	function constant(value) {
		return function given() {
			return value;
		};
	}

	/** Give the file of a template by its path without a suffix. */
	function file(path) {
		const { templates } = sources.program;
		const whole = templates.some((suffix) => path.endsWith(`.${suffix}`)) ? [path] : [];
		return sources.first(...whole, ...templates.map((suffix) => `${path}.${suffix}`));
	}

	const stem = (path) => path.replace(/\.[^./]+$/, "");

	/** Compile the template of a component; nothing where it has none that can be compiled. */
	function compile(path) {
		const found = file(path);
		const used = new Set();
		made.set(path, used);
		if (!found) {
			const looked = sources.program.templates.map((suffix) => `${path}.${suffix}`);
			native.fail(new Fault(`no template: looked for ${looked.join(", ")}`, `${path}.json`));
			return null;
		}
		const group = new TmplGroup();
		try {
			add(group, path, found, used);
			group.setExtraRuntimeScript("Q.A=hooks.change;Q.C=hooks.handle;");
			// biome-ignore lint/security/noGlobalEval: what the compiler has made of the template
			const make = globalThis.eval(
				`(function (hooks) { return ${group.getTmplGenObjectGroups()}})`,
			);
			const groups = make(native.descriptors.hooks);
			return { groupList: groups, content: groups[path], fallbackListenerOnNativeNode: true };
		} catch (error) {
			native.fail(error, found);
			return null;
		} finally {
			group.free();
		}
	}

	function add(group, name, path, used) {
		if (used.has(path)) return;
		used.add(path);
		const text = native.dialect
			.template(sources.read(path))
			.replace(INLINE, (_, head, script) => head + named(script));
		for (const said of group.addTmpl(name, text)) {
			if (said.isError || /Error|Fatal/.test(said.level)) {
				native.fail(new Fault(said.message, path, said.startLine + 1, said.startColumn + 1));
			}
		}
		for (const wanted of group.getDirectDependencies(name)) {
			const found = file(wanted);
			if (found) add(group, wanted, found, used);
			else missing(path, wanted, "template");
		}
		for (const wanted of group.getScriptDependencies(name)) addScript(group, path, wanted, used);
	}

	const INLINE = /(<wxs\b[^>]*(?<!\/)>)([^]*?)(?=<\/wxs>)/g;

	/** In script modules of templates the constructor of a value is a word, such as `Array`. */
	const named = (script) => script.replace(/\.constructor\b(?!\s*\.\s*name)/g, ".constructor.name");

	/** Script modules go by the name they are asked for, with and without the suffix. */
	function addScript(group, from, wanted, used) {
		const suffixes = sources.program.modules;
		const path = sources.first(wanted, ...suffixes.map((suffix) => `${wanted}.${suffix}`));
		if (!path) {
			missing(from, wanted, "script module");
			return;
		}
		if (used.has(`${path}\0${wanted}`)) return;
		used.add(path).add(`${path}\0${wanted}`);
		const text = sources.read(path);
		group.addScript(wanted, named(text));
		for (const [, inner] of text.matchAll(/require\(\s*['"]([^'"]+)['"]\s*\)/g)) {
			const name = paths.resolve(path, inner);
			addScript(group, path, name, used);
			if (suffixes.some((suffix) => name.endsWith(`.${suffix}`))) {
				addScript(group, path, stem(name), used);
			}
		}
	}

	function missing(from, wanted, what) {
		const last = wanted.split("/").at(-1);
		const text = sources.read(from);
		const before = text.slice(0, Math.max(0, text.indexOf(last))).split("\n");
		native.fail(new Fault(`no ${what} ${wanted}`, from, before.length, before.at(-1).length + 1));
	}

	/** Give the components whose templates a file is part of. */
	const users = (saved) => [...made].filter(([, used]) => used.has(saved)).map(([path]) => path);

	native.templates = { open, compile, file, users };
})();
