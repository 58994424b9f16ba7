/**
 * Script modules of templates are a small language, which the browser runs as JavaScript: names in it
 * may be words that JavaScript keeps for itself, such as `class`, and some of its words mean more.
 */
(() => {
	const native = globalThis.miniNative;
	const KEPT =
		"class|enum|extends|super|package|interface|private|public|protected|implements|static|yield|await|with|throw|try|catch|finally|debugger";
	const PIECES = new RegExp(
		`/\\*[^]*?\\*/|//.*|"(?:\\\\.|[^"\\\\\\n])*"|'(?:\\\\.|[^'\\\\\\n])*'|(?<![\\w$.])(${KEPT})(?![\\w$])`,
		"g",
	);

	/**
	 * The constructor of a value is a word, such as `Array`, and what a pattern is made of keeps its
	 * backslashes: `getRegExp('^\d+$')`.
	 */
	const plain = (text) =>
		text
			.replace(/\.constructor\b(?!\s*\.\s*name)/g, ".constructor.name")
			.replace(/\bgetRegExp\(\s*(?:'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*")/g, (call) =>
				call.replace(/\\(.)/g, (all, next) => (/[\\'"]/.test(next) ? all : `\\\\${next}`)),
			);

	/** Tell whether the browser takes it, as the compiler's output has it. */
	function isTaken(text) {
		try {
			new Function("require", "module", "exports", text);
			return true;
		} catch {
			return false;
		}
	}

	/** Give names that the browser keeps for itself another end, except where they name a member. */
	function renamed(text) {
		return text.replace(PIECES, (found, word, at) => {
			const isMember =
				/^\s*:/.test(text.slice(at + found.length)) && /[{,]\s*$/.test(text.slice(0, at));
			return word && !isMember ? `${word}_` : found;
		});
	}

	/** Write a script module as the browser runs it; where that helps nothing, as it is. */
	function words(text) {
		const script = plain(text);
		if (isTaken(script)) return script;
		const other = renamed(script);
		return isTaken(other) ? other : script;
	}

	native.words = Object.assign(words, { isTaken });
})();
