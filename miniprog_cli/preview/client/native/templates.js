/**
 * Templates, compiled in the page: each component with the templates it imports and its script
 * modules makes one group. What is wrong with one is told with its place.
 */
(() => {
	const native = globalThis.miniNative;
	const { sources, paths, Fault } = native;
	let TmplGroup;
	let opening = null;
	/** By component: the files that its template is made of, and how they were found. */
	const made = new Map();

	/** Make the compiler, unless it is there. */
	function open() {
		opening ??= opened();
		return opening;
	}

	async function opened() {
		const compiled = await native.assemble();
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
		const one = { used: new Set(), links: [], isWhole: true };
		made.set(path, one);
		if (!found) {
			const looked = sources.program.templates.map((suffix) => `${path}.${suffix}`);
			native.fail(new Fault(`no template: looked for ${looked.join(", ")}`, `${path}.json`));
			return null;
		}
		try {
			return evaluated(path, kept(path, one) ?? written(path, found, one));
		} catch (error) {
			native.fail((error instanceof SyntaxError && placed(one)) || error, found);
			return null;
		}
	}

	/** Find the script module that the browser does not take, and where in it: it says so of the whole alone. */
	function placed(one) {
		for (const path of [...one.used].filter((each) => !each.includes("\0"))) {
			const text = sources.read(path);
			const isModule = sources.program.modules.some((suffix) => path.endsWith(`.${suffix}`));
			const pieces = isModule ? [["", "", text]] : text.matchAll(INLINE);
			for (const [, head, script, at = 0] of [...pieces].map((one) => [...one, one.index])) {
				const before = text.slice(0, at).replace(/[^\n]/g, " ") + head.replace(/[^\n]/g, " ");
				const fault = native.words.isTaken(native.words(script))
					? null
					: native.modules.fault(path, before + native.words(script));
				if (fault) return fault;
			}
		}
		return null;
	}

	/** Give the script that was made of a template before, where it would be the same again. */
	function kept(path, one) {
		const known = native.made.get("template", path);
		if (!known?.of.links.every(([wanted, found, how]) => (finders[how](wanted) ?? null) === found))
			return null;
		for (const each of known.of.used) one.used.add(each);
		return known.text;
	}

	/** How what templates name is found: what was made before counts where all of it is found again. */
	const finders = { file, script };

	/** Tell whether a component can be had without the compiler. */
	function isKept(path) {
		return !file(path) || kept(path, { used: new Set() }) !== null;
	}

	/** Have the compiler make a script of a template; it is kept where nothing is wrong with it. */
	function written(path, found, one) {
		const group = new TmplGroup();
		try {
			one.links.push([path, found, "file"]);
			add(group, path, found, one);
			group.setExtraRuntimeScript("Q.A=hooks.change;Q.C=hooks.handle;P=hooks.call;");
			const text = group.getTmplGenObjectGroups();
			const used = [...one.used];
			const files = used.filter((each) => !each.includes("\0"));
			if (one.isWhole) native.made.put("template", path, files, text, { used, links: one.links });
			return text;
		} finally {
			group.free();
		}
	}

	function evaluated(path, text) {
		// biome-ignore lint/security/noGlobalEval: what the compiler has made of the template
		const groups = globalThis.eval(`(function (hooks) { return ${text}})`)(
			native.descriptors.hooks,
		);
		return { groupList: groups, content: groups[path], fallbackListenerOnNativeNode: true };
	}

	function add(group, name, path, one) {
		if (one.used.has(path)) return;
		one.used.add(path);
		const text = native.dialect
			.template(sources.read(path))
			.replace(INLINE, (_, head, script) => head + native.words(script));
		for (const said of group.addTmpl(name, text)) {
			if (complain(said, path)) one.isWhole = false;
		}
		for (const wanted of group.getDirectDependencies(name)) {
			const found = file(wanted);
			one.links.push([wanted, found, "file"]);
			if (found) add(group, wanted, found, one);
			else missing(path, wanted, "template", one);
		}
		for (const wanted of group.getScriptDependencies(name)) addScript(group, path, wanted, one);
		for (const [, , inner] of text.matchAll(INLINE)) addRequired(group, path, inner, one);
	}

	/** Tell what the compiler says of a template, where it matters; tells whether it does. */
	function complain({ message, isError, level, startLine, startColumn }, path) {
		if (!isError && !/Error|Fatal/.test(level)) return false;
		// hosts leave out what a slot is to hold by default, and say nothing
		if (message.startsWith("child nodes are not allowed")) {
			console.warn(`${path}:${startLine + 1}: a slot shows nothing of its own here`);
			return true;
		}
		native.fail(new Fault(message, path, startLine + 1, startColumn + 1));
		return true;
	}

	const INLINE = /(<wxs\b[^>]*(?<!\/)>)([^]*?)(?=<\/wxs>)/g;

	/** Give the file of a script module by the name it is asked for, with or without the suffix. */
	function script(wanted) {
		const suffixes = sources.program.modules.map((suffix) => `${wanted}.${suffix}`);
		return sources.first(wanted, ...suffixes);
	}

	function addScript(group, from, wanted, one) {
		const path = script(wanted);
		one.links.push([wanted, path, "script"]);
		if (!path) {
			missing(from, wanted, "script module", one);
			return;
		}
		if (one.used.has(`${path}\0${wanted}`)) return;
		one.used.add(path).add(`${path}\0${wanted}`);
		const text = sources.read(path);
		group.addScript(wanted, native.words(text));
		addRequired(group, path, text, one);
	}

	/** Add what a script module requires, which is a file or stands in a template. */
	function addRequired(group, path, text, one) {
		const suffixes = sources.program.modules;
		for (const [, inner] of text.matchAll(/require\(\s*['"]([^'"]+)['"]\s*\)/g)) {
			const name = paths.resolve(path, inner);
			addScript(group, path, name, one);
			if (suffixes.some((suffix) => name.endsWith(`.${suffix}`))) {
				addScript(group, path, stem(name), one);
			}
		}
	}

	function missing(from, wanted, what, one) {
		one.isWhole = false;
		const last = wanted.split("/").at(-1);
		const text = sources.read(from);
		const before = text.slice(0, Math.max(0, text.indexOf(last))).split("\n");
		native.fail(new Fault(`no ${what} ${wanted}`, from, before.length, before.at(-1).length + 1));
	}

	/** Give the components whose templates a file is part of. */
	const users = (saved) =>
		[...made].filter(([, { used }]) => used.has(saved)).map(([path]) => path);

	native.templates = { open, compile, isKept, file, users };
})();
