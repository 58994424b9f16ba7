/**
 * Imports come first, wherever they stand: the transpiler leaves each on its line, behind code that may
 * need it. What comes late is put before the first code; all lines keep their numbers.
 */
(() => {
	const native = globalThis.miniNative;
	const IMPORTED =
		/^(?:var (_\w+) = )?require\('[^']*'\);(?: var \w+ = _interopRequire(?:Default|Wildcard)\(\1\);)*/;
	const HEADER =
		/^"use strict";(?:Object\.defineProperty\(exports, "__esModule", \{value: true\}\);)?/;
	const COMMENTS = /\/\*[^]*?\*\/|\/\/.*/g;

	/** Give lines without what stands in comments. */
	const bare = (text) =>
		text.replace(COMMENTS, (found) => found.replace(/[^\n]/g, " ")).split("\n");

	/** Take a module as it is written, and as the transpiler has made it. */
	function hoisted(source, made) {
		const lines = made.split("\n");
		const isCode = (line) =>
			line.trim() !== "" && !IMPORTED.test(line) && !/^\s*import\b/.test(line);
		const [head] = bare(source);
		const first = bare(made).findIndex((line, at) => isCode(at > 0 ? line : head));
		const late = [];
		for (let at = first + 1; first >= 0 && at < lines.length; at += 1) {
			const found = IMPORTED.exec(lines[at]);
			if (!found) continue;
			late.push(found[0]);
			lines[at] = lines[at].slice(found[0].length);
		}
		if (late.length === 0) return made;
		const at = first > 0 ? 0 : (HEADER.exec(lines[0])?.[0].length ?? 0);
		lines[first] = `${lines[first].slice(0, at)}${late.join(" ")} ${lines[first].slice(at)}`;
		return lines.join("\n");
	}

	native.hoisted = hoisted;
})();
