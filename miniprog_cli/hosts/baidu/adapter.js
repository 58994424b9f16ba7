/**
 * Baidu's web-view, through `swan.webView` of its script, which the page loads before this.
 *
 * A page there can neither sign in nor pay: the native program around it does.
 */
globalThis.miniParts.host = () => {
	const view = () => globalThis.swan?.webView;

	return {
		name: "baidu",
		lacks: ["contacts", "notify"],
		there: () => typeof view()?.postMessage === "function",

		share: null, // in Baidu's menu only: see share.set
		/** The program around the page gets it when the user shares, or leaves the page. */
		"share.set": (card) => view().postMessage({ data: { share: card } }),
		close: () => void view().navigateBack(),
	};
};
