/** Less, as the host's tool compiles it: imports are files of the program, read at once. */
(() => {
	const native = globalThis.miniNative;
	const { paths, Fault } = native;
	const SHEET = /(@import\s*)((["'])[^"']+\.\w*ss\3\s*;)/g;
	const LANGUAGES = /\.(less|scss|sass)["']/;

	native.compiler("less", (vendor) => {
		const less = vendor("less");

		/** What finds files: beside the one that names them, then from the root. */
		function files(read) {
			const manager = new less.FileManager();
			const all = () => true;
			const load = (name, folder, { ext = "" }) => {
				const tried = manager.tryAppendExtension(name, ext);
				const near = paths.resolve(`${folder}_`, tried);
				for (const filename of new Set([near, paths.normal(tried)])) {
					const contents = read(filename);
					if (contents !== undefined) return { filename, contents };
				}
				return { type: "File", message: `no style sheet ${name}: looked for ${near}` };
			};
			return Object.assign(manager, { supports: all, supportsSync: all, loadFileSync: load });
		}

		return (path, text, { read, common }) => {
			// on the first line, so that all others keep their numbers
			const head = common ? `@import (optional, reference) "${common}";` : "";
			const source = head + text.replace(SHEET, plain);
			const plugin = { install: (_, manager) => manager.addFileManager(files(read)) };
			let made = "";
			less.render(
				source,
				{ filename: path, syncImport: true, paths: [], plugins: [plugin] },
				(error, found) => {
					if (error) throw fault(error, { path, text, skip: head.length });
					made = found.css;
				},
			);
			return made;
		};
	});

	/** Sheets of the host's own stay what they are: they are imported by the runtime. */
	const plain = (all, head, rest) => (LANGUAGES.test(rest) ? all : `${head}(css) ${rest}`);

	function fault({ message, filename, line, column }, { path, text, skip }) {
		const file = filename || path;
		const isHead = file === path && line === 1;
		const at = isHead ? Math.max(0, column - skip) : column;
		const lines = text.split("\n");
		// an import that leads nowhere has the place of what it is in, and that is none of its own
		return new Fault(message, file, Math.min(line || 1, Math.max(lines.length, line)), at + 1);
	}
})();
