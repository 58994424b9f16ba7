/** Sass in both its ways of writing: `@use` and `@import` are files of the program, with partials. */
(() => {
	const native = globalThis.miniNative;
	const { paths, Fault } = native;
	const ORIGIN = "program:///";
	const SHEET = /(@import\s*)((["'])[^"']+\.(?:wx|tt|ac|c)ss\3)/g;
	const KINDS = { scss: "scss", sass: "indented", css: "css" };

	native.compiler("sass", (vendor) => {
		const sass = library(vendor);

		/** Find what a name means: the file, a partial of that name, or the index of a folder. */
		function find(path, read) {
			const [folder, name] = [paths.folder(path), path.split("/").at(-1)];
			const whole = /\.(scss|sass|css)$/.test(name) ? [name] : [];
			const names = [...whole, ...Object.keys(KINDS).map((kind) => `${name}.${kind}`)];
			const places = [
				...names.flatMap((each) => [each, `_${each}`]).map((each) => `${folder}/${each}`),
				...Object.keys(KINDS).flatMap((kind) => [
					`${path}/_index.${kind}`,
					`${path}/index.${kind}`,
				]),
			];
			return places.map(paths.normal).find((place) => read(place) !== undefined);
		}

		/** Names that are relative come resolved, from the file that they stand in. */
		const importer = (read) => ({
			canonicalize(written) {
				const isRelative = !written.startsWith(ORIGIN);
				const found = find(isRelative ? written : pathOf(written), read);
				return found ? addressOf(found) : null;
			},
			load: (address) => {
				const path = pathOf(address.href);
				return { contents: read(path), syntax: syntaxOf(path) };
			},
		});

		return (path, text, { read, common }) => {
			const syntax = syntaxOf(path);
			const end = syntax === "indented" ? "\n" : ";";
			const head = common ? `@use "${addressOf(common)}"${end}` : "";
			try {
				return sass.compileString(head + text.replace(SHEET, "$1url($2)"), {
					syntax,
					url: addressOf(path),
					importer: importer(read),
					importers: [importer(read)],
					logger: { warn, debug: (message) => console.debug(message) },
				}).css;
			} catch (error) {
				throw fault(error, { path, head });
			}
		};
	});

	/** It leaves names of modules of Node behind, which programs would take for such. */
	function library(vendor) {
		try {
			return vendor("sass/sass");
		} finally {
			for (const name of ["exports", "require", "__dirname"]) delete globalThis[name];
		}
	}

	/** What will not work some day, such as `@import`, is no news to who writes for this host. */
	const warn = (message, { deprecation }) => deprecation || console.warn(message);

	const addressOf = (path) => new URL(paths.normal(path), ORIGIN);
	const pathOf = (address) => decodeURIComponent(address.slice(ORIGIN.length));
	const syntaxOf = (path) => KINDS[path.split(".").at(-1)] ?? "scss";

	function fault(error, { path, head }) {
		const { start, url } = error.span ?? {};
		if (!start) return new Fault(String(error.message ?? error), path);
		const file = url ? pathOf(url.href) : path;
		const isOwn = file === path;
		const above = isOwn ? head.split("\n").length - 1 : 0;
		const before = isOwn && !above && start.line === 0 ? head.length : 0;
		return new Fault(
			error.sassMessage,
			file,
			Math.max(1, start.line + 1 - above),
			Math.max(1, start.column + 1 - before),
		);
	}
})();
