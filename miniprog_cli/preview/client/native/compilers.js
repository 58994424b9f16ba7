/**
 * Sheets in languages that are compiled: who compiles them is fetched once a program has such files.
 *
 * `native.compiler(name, open)` adds one, in a file of its own: `open(vendor)` gives a function of a
 * path, its text and a reader of other files, `(path, text, { read, common })`, which gives the text
 * of a sheet or throws a `Fault`. `vendor` gives modules of others that come with it.
 */
(() => {
	const native = globalThis.miniNative;
	const { sources, Fault } = native;
	const known = new Map();
	/** By name: what has begun to be fetched, and what is there. */
	const fetched = new Map();
	const ready = new Map();
	/** By path: what was made of a sheet, and the texts that it was made of. */
	const made = new Map();

	const suffixOf = (path) => path.slice(path.lastIndexOf(".") + 1);
	const compiledBy = (path) => sources.program.compiled?.[suffixOf(path)];

	/** Fetch the compilers of some files; one that cannot be had is told. */
	async function prepare(files) {
		const named = new Set(files.map((path) => compiledBy(path)?.by));
		named.delete(undefined);
		await Promise.all([...named].map((name) => take(name).catch(native.fail)));
	}

	function take(name) {
		if (!fetched.has(name)) fetched.set(name, begin(name));
		return fetched.get(name);
	}

	async function begin(name) {
		const { href } = /** @type {any} */ (document.querySelector("link[data-compiler]"));
		const answer = await fetch(new URL(`${name}.js`, href));
		if (!answer.ok) {
			throw new Error(`no compiler for ${name}: build miniprog again, which fetches it`);
		}
		const factories = await answer.text();
		const around = { define: native.define };
		// what is made for pages of its own is not to find this one, nor to be found by the program
		const page = { less: { onReady: false, logLevel: 0 }, location: bare(), document: empty() };
		new Function("miniNative", "window", "document", "location", factories)(
			around,
			page,
			page.document,
			page.location,
		);
		ready.set(name, known.get(name)(native.vendor));
	}

	const bare = () => ({ protocol: "http:", hostname: "", port: "", hash: "", href: "http://_/" });
	const empty = () => ({ currentScript: null, getElementsByTagName: () => [] });

	/** Give the sheet that a file is, compiled where that is needed; `used` gathers what it read. */
	function text(path, used) {
		const compiler = compiledBy(path);
		if (!compiler) return sources.read(path);
		const old = made.get(path);
		if (old && isFresh(old.of)) return noted(old, used);
		const of = new Map();
		const read = (wanted) => {
			const found = sources.read(wanted);
			of.set(wanted, found);
			return found;
		};
		const next = { of, css: "" };
		try {
			const compile = ready.get(compiler.by);
			const source = read(path);
			if (!compile) {
				// imported by a sheet that was saved just now
				take(compiler.by).then(() => native.styles.renew(path), native.fail);
				return noted(next, used);
			}
			next.css = compile(path, source, { read, common: commonOf(path, compiler, read) });
			made.set(path, next);
		} catch (error) {
			native.fail(error instanceof Fault ? error : new Fault(String(error), path));
			// until it is mended, it looks as it did
			next.css = old?.css ?? "";
			made.delete(path);
		}
		return noted(next, used);
	}

	const isFresh = (of) => [...of].every(([path, text]) => sources.read(path) === text);

	function noted({ of, css }, used) {
		for (const path of of.keys()) used.add(path);
		return css;
	}

	/** The file that the host's tool puts before every other source, where there is one. */
	function commonOf(path, { common }, read) {
		const found = sources.first(...common);
		return found && !common.includes(path) && read(found) !== undefined ? `/${found}` : "";
	}

	native.compiler = (name, open) => known.set(name, open);
	native.compilers = { prepare, text };
})();
