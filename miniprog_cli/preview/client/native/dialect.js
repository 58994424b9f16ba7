/** What differs between dialects, as the server tells it: directives and tags of templates. */
(() => {
	const native = globalThis.miniNative;
	const COMPILED = "wx:";

	/**
	 * Write a template as the compiler reads it: directives with the prefix of WXML. The lengths of
	 * lines are kept where the prefixes are as long.
	 */
	function template(text) {
		const { prefix, moduleTags } = native.sources.program;
		let written = text;
		if (prefix !== COMPILED) {
			written = written.replace(new RegExp(`(?<=\\s)${prefix}(?=[a-z])`, "g"), COMPILED);
		}
		for (const tag of moduleTags) {
			if (tag !== "wxs") {
				written = written.replace(new RegExp(`(</?)${tag}(?=[\\s/>])`, "g"), "$1wxs");
			}
		}
		return written;
	}

	native.dialect = { template };
})();
