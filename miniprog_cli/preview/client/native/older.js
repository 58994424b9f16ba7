/**
 * What the vendor's tool makes of newer JavaScript where it turns it into ES5 (`setting.es6`), and
 * programs lean on: a `const` or `let` is a `var` there, which is undefined until it has its value.
 */
(() => {
	const native = globalThis.miniNative;
	/** A declaration whose value begins with its own name, such as `const a = a || {}`. */
	const OF_ITSELF = /^([ \t]*(?:const|let)\s+([\w$]+)\s*=\s*)\2(?![\w$])(?!\s*(?:[.([`]|=(?!=)))/gm;
	const EARLY = /^Cannot access '([^']+)' before initialization$/;

	const turned = () => native.sources?.program?.turnsOld;

	/** Write a script so that such a value is undefined; what follows stays in its columns. */
	function older(text) {
		if (!turned() || !OF_ITSELF.test(text)) return text;
		return text.replace(OF_ITSELF, (_, before, name) => before + "void 0".padEnd(name.length));
	}

	/** Say why the vendor's tool may not know an error. */
	function early(message) {
		const [, name] = EARLY.exec(message) ?? [];
		if (!name || !turned()) return message;
		return `${message}: the vendor's tool makes a var of ${name} (setting.es6), which is undefined there`;
	}

	native.older = older;
	native.early = early;
})();
