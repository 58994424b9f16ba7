/**
 * Douyin's web-view, through `tt.miniProgram` of its script, which the page loads before this.
 *
 * A page there can neither sign in nor pay: the native program around it does.
 */
globalThis.miniParts.host = () => {
	const program = () => globalThis.tt?.miniProgram;

	return {
		name: "douyin",
		lacks: ["contacts", "notify"],
		there: () => typeof program()?.postMessage === "function",

		share: null, // in Douyin's menu only: see share.set
		/** The program around the page gets it when the user shares, or leaves the page. */
		"share.set": (card) => program().postMessage({ data: { share: card } }),
		close: () => void program().navigateBack(),
	};
};
