/** What the menu of a host leads to, and the native program around a page, for hosts that show HTML only in a web-view of one. */
(() => {
	const simulated = globalThis.miniSimulated;
	const { answers, now, shown } = simulated;
	simulated.toldOf("share", ({ to }) => simulated.menu.share?.(to));

	/**
	 * Make the methods that lead around in the native program: the panel shows where to, for there is
	 * none here. What the page posts is delivered at once, or, where `isLate`, only when the user
	 * leaves the page or shares it, as on such hosts.
	 */
	simulated.webView = (via, { isLate }) => {
		const posted = [];

		function deliver(why) {
			if (posted.length) shown("message", { why, data: posted.splice(0) });
		}
		function post(data) {
			posted.push(data);
			if (!isLate) deliver("postMessage");
		}
		const lead =
			(name) =>
			(args = /** @type {any} */ ({})) => {
				if (name === "navigateBack") deliver("back");
				if (name === "redirectTo" || name === "reLaunch") deliver("destroy");
				now(name === "navigateBack" ? "close" : "nav.to", { via: `${via}.${name}`, args }, () =>
					shown(name, args),
				);
			};
		addEventListener("pagehide", () => deliver("destroy"));
		/** The user shares from the menu: the last card that was posted, or the page. */
		simulated.menu.share = () => {
			const card = posted.findLast((one) => one?.share)?.share ?? {
				title: document.title,
				url: location.href,
			};
			deliver("share");
			answers.share(card).catch(() => {});
		};
		const names = ["navigateTo", "navigateBack", "switchTab", "reLaunch", "redirectTo"];
		return { post, ...Object.fromEntries(names.map((name) => [name, lead(name)])) };
	};
})();
