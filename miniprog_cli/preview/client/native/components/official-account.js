/** `<official-account>`: the account that belongs to the program, to be followed. */
(() => {
	const native = globalThis.miniNative;

	native.standIn("official-account", {
		words: "公众号 · official account of this program",
		why: "the host knows the account; a box of its size stands in",
		looks: "width: 100%; min-height: 84px;",
		events: ["error"],
		emits: ["load"],
	});
})();
