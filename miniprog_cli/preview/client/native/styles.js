/**
 * Style sheets of the program turned into those of a browser: imports put in, `rpx` in parts of the
 * width, tags and classes named as the runtime names them, so that components keep their own.
 *
 * Read rule by rule, without a parser of values: strings, comments and braces are all that matters.
 */
(() => {
	const native = globalThis.miniNative;
	const { sources, paths, compilers, Fault } = native;
	/** By the path of the sheet without its suffix: the element, and the files it is made of. */
	const shown = new Map();
	const TOKENS =
		/\/\*[^]*?\*\/|"(?:\\[^]|[^"\\\n])*"|'(?:\\[^]|[^'\\\n])*'|url\([^)'"]*\)|[{};]|[^{};"'/u]+|[^]/g;
	const NESTED = /^@(media|supports|layer|container|scope|-webkit-media)/i;
	const NAMES =
		/(\[[^\]]*\])|(\.)(-?(?:[A-Za-z_]|[^\0-\x7f]|\\.)(?:[\w-]|[^\0-\x7f]|\\.)*)|(:host\b)|(#(?:[\w-]|[^\0-\x7f]|\\.)+|::?[a-zA-Z-]+)|((?<![\w-])[a-zA-Z][\w-]*)/g;

	/** Few declarations have one, and to look for it takes less than to replace nothing twice. */
	const UNITS = /(?:rpx|vh)\b|url\(\s*["']?\/\//i;

	/** Heights are parts of the page's own window, which is lower than the browser's. */
	const px = (text) => (UNITS.test(text) ? replaced(text) : text);
	const replaced = (text) =>
		text
			.replace(/(?<![\w#.-])(-?(?:\d+\.?\d*|\.\d+))rpx\b/gi, (_, number) => `${width(number)}vw`)
			.replace(/(?<![\w#.-])(-?(?:\d+\.?\d*|\.\d+))[sdl]?vh\b/gi, "$1cqh")
			// the page of a host has `https:`, the preview has not
			.replace(/\burl\(\s*(["']?)\/\//gi, "url($1https://");
	const width = (number) => Number(((Number(number) * 100) / 750).toFixed(5));

	/** Give the file of a sheet by its path without a suffix. */
	function file(path) {
		return sources.first(...sources.program.styles.map((suffix) => `${path}.${suffix}`));
	}

	/** Turn a sheet and what it imports into text; `used` gathers the files. */
	function text(path, scope, used = new Set()) {
		used.add(path);
		const whole = compilers.text(path, used);
		let made = "";
		let head = "";
		const open = [];
		/** Take imports off what was read, whose semicolon is missing: hosts do not mind. */
		const lead = () => {
			for (let found = LEAD.exec(head); found; found = LEAD.exec(head)) {
				head = head.slice(found[0].length);
				made += imported(path, found[0], scope, used);
			}
		};
		for (const [token] of whole.matchAll(TOKENS)) {
			if (token.startsWith("/*")) {
				continue;
			}
			if (token === "{") {
				if (open.length === 0) lead();
				open.push(kindOf(head, open.at(-1)));
				made += open.at(-1) === "rule" ? selector(head, scope) : px(head);
				made += "{";
				head = "";
			} else if (token === "}") {
				open.pop();
				made += `${px(head)}}`;
				head = "";
			} else if (token === ";") {
				made +=
					open.length > 0 || !/^\s*@import\b/i.test(head)
						? `${px(head)};`
						: imported(path, head, scope, used);
				head = "";
			} else {
				head += token;
			}
		}
		if (open.length === 0) lead();
		return made + px(head);
	}

	/** Tell what a block holds: rules, steps of an animation, or declarations. */
	function kindOf(head, around) {
		const name = head.trim();
		if (NESTED.test(name)) return "group";
		if (name.startsWith("@")) return /^@(-\w+-)?keyframes/i.test(name) ? "steps" : "declarations";
		return around === "steps" ? "declarations" : "rule";
	}

	const LEAD = /^\s*@import\s+(?:url\([^)]*\)|"[^"]*"|'[^']*')/i;
	const IMPORT = /@import\s+(?:url\(\s*)?["']?([^"')\s]+)/i;

	/** Give where the file may be that an import means. */
	function placesOf(from, written) {
		return [paths.resolve(from, written), ...packaged(from, written)];
	}

	/** Give the file that an import means. */
	function imports(from, written) {
		for (const place of placesOf(from, written)) {
			const found = sources.first(place) ?? file(place.replace(/\.[^./]+$/, "")) ?? file(place);
			if (found) return found;
		}
		return null;
	}

	function imported(from, head, scope, used) {
		const written = IMPORT.exec(head)?.[1] ?? "";
		if (/^(https?:)?\/\//.test(written)) return `${head};`;
		const found = imports(from, written);
		if (!found) {
			const before = sources.read(from).split(written)[0].split("\n");
			native.fail(
				new Fault(
					`no style sheet ${written}: looked for ${placesOf(from, written).join(", ")}`,
					from,
					before.length,
					before.at(-1).length + 1,
				),
			);
			return "";
		}
		return used.has(found) ? "" : text(found, scope, used);
	}

	/** Give where a sheet of a package may be that is named as scripts name it. */
	function packaged(from, written) {
		if (!/^[^./][^/]*\/./.test(written)) return [];
		const folders = [...paths.around(from)];
		return folders.map((folder) => paths.normal(`${folder}/miniprogram_npm/${written}`));
	}

	/** Write a selector with the names that the runtime gives: `wx-view`, `.scope--name`. */
	function selector(written, scope) {
		const { prefix } = native.elements;
		return written.replace(NAMES, (all, attribute, dot, name, host, other, tag) => {
			if (attribute || other) return all;
			if (dot) return scope ? `.${scope}--${name}` : all;
			if (host) return scope ? `[wx-host="${scope}"]` : all;
			if (tag === "page") return `${prefix}page`;
			return native.elements.has(tag) ? prefix + tag : all;
		});
	}

	/**
	 * Show a sheet, or what it has become: `path` has no suffix, `scope` is empty where its classes
	 * are everybody's. Tells whether there is one.
	 */
	function show(path, scope) {
		const found = file(path);
		const known = shown.get(path);
		if (!found) {
			known?.element.remove();
			shown.delete(path);
			return false;
		}
		const used = new Set();
		const element = known?.element ?? document.createElement("style");
		element.dataset.path = found;
		element.textContent = text(found, scope, used);
		if (!known) document.head.append(element);
		shown.set(path, { element, used, scope });
		return true;
	}

	/** Fetch what compiles some sheets, and those that they import. */
	async function prepare(stems) {
		if (Object.keys(sources.program.compiled ?? {}).length === 0) return;
		const files = new Set(stems.map(file).filter(Boolean));
		for (const path of files) {
			const named = sources.read(path).matchAll(new RegExp(IMPORT, "gi"));
			for (const [, written] of named) files.add(imports(path, written) ?? path);
		}
		await compilers.prepare([...files]);
	}

	/** Make the sheets anew that a file is part of; tells which. */
	function renew(saved) {
		const changed = [...shown].filter(([, { used }]) => used.has(saved));
		for (const [path, { scope }] of changed) show(path, scope);
		return changed.map(([path]) => path);
	}

	/** Let the sheet of a page count, or not: pages that are hidden must not style the one shown. */
	function use(path, isUsed) {
		const known = shown.get(path);
		if (known) known.element.media = isUsed ? "" : "not all";
	}

	const isUsed = (saved) => [...shown.values()].some(({ used }) => used.has(saved));

	native.styles = { show, prepare, renew, use, px, isUsed, isShown: (path) => shown.has(path) };
})();
