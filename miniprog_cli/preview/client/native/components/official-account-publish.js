/** `<official-account-publish>`: what only the host itself can show. */
(() => {
	const native = globalThis.miniNative;

	native.standIn("official-account-publish", {
		words: "公众号发表 · publish to the account",
		why: "the host knows the account; a box of its size stands in",
		looks: "width: 100%; min-height: 60px;",
		attributes: [
			"topic",
			"limit",
			"background-color",
			"color-unity",
			"placeholder",
			"show-related",
		],
		events: [],
	});
})();
