/** Style sheets of the program in the page: which are shown, and what they import put in. */
(() => {
	const native = globalThis.miniNative;
	const { sources, paths, compilers, rules, Fault } = native;
	/** By the path of the sheet without its suffix: the element, its rules, and the files they are of. */
	const shown = new Map();
	/** By scope and path: a sheet as it was read. */
	const known = new Map();
	/** The same of what a save will likely put in place. */
	const foreseen = new Map();

	/** Give the file of a sheet by its path without a suffix. */
	function file(path) {
		return sources.first(...sources.program.styles.map((suffix) => `${path}.${suffix}`));
	}

	/** Give a sheet and what it imports as texts of rules; `used` gathers the files. */
	function texts(path, scope, used = new Set()) {
		used.add(path);
		const key = `${scope} ${path}`;
		const read = rules.read(compilers.text(path, used), scope, known.get(key), foreseen.get(key));
		known.set(key, read);
		return read.statements.flatMap(({ imports: heads, text }) => [
			...heads.flatMap((head) => imported(path, head, scope, used)),
			...(text ? [text] : []),
		]);
	}

	/** Read what a sheet that is shown is likely to become. */
	function foresee(path, text) {
		foreseen.clear();
		for (const { used, scope } of shown.values()) {
			const key = `${scope} ${path}`;
			if (used.has(path) && !foreseen.has(key)) {
				foreseen.set(key, rules.read(text, scope, known.get(key)));
			}
		}
	}

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
		if (/^(https?:)?\/\//.test(written)) return [`${head};`];
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
			return [];
		}
		return used.has(found) ? [] : texts(found, scope, used);
	}

	/** Give where a sheet of a package may be that is named as scripts name it. */
	function packaged(from, written) {
		if (!/^[^./][^/]*\/./.test(written)) return [];
		const folders = [...paths.around(from)];
		return folders.map((folder) => paths.normal(`${folder}/miniprogram_npm/${written}`));
	}

	/**
	 * Show a sheet, or what it has become: `path` has no suffix, `scope` is empty where its classes
	 * are everybody's. Tells whether there is one.
	 */
	function show(path, scope) {
		const found = file(path);
		const old = shown.get(path);
		if (!found) {
			old?.element.remove();
			shown.delete(path);
			return false;
		}
		const used = new Set();
		const element = old?.element ?? document.createElement("style");
		element.dataset.path = found;
		const made = texts(found, scope, used);
		rules.put(element, old?.texts, made);
		if (!old) document.head.append(element);
		shown.set(path, { element, used, scope, texts: made });
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
		const one = shown.get(path);
		if (one) one.element.media = isUsed ? "" : "not all";
	}

	const isUsed = (saved) => [...shown.values()].some(({ used }) => used.has(saved));

	native.styles = {
		show,
		foresee,
		prepare,
		renew,
		use,
		px: rules.px,
		isUsed,
		isShown: (path) => shown.has(path),
	};
})();
