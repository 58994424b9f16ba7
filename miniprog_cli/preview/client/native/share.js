/** What a page lets be shared: by the host's menu, or by a button of the page. */
(() => {
	const native = globalThis.miniNative;
	const { simulated } = native;
	const { answers } = simulated;
	const PATIENCE = 3000; // milliseconds that hosts wait for a card that is still being made
	const ASKS = { chat: "onShareAppMessage", timeline: "onShareTimeline" };

	/** Let a page say what is to be shared, and the person choose who gets it. */
	native.share = async ({ from, to = "chat", target = null }) => {
		const page = native.pages.current();
		const via = ASKS[to] ?? ASKS.chat;
		if (native.shareMenu?.isHidden && from === "menu") return;
		if (typeof page?.instance[via] !== "function") {
			await simulated.ask({
				title: simulated.title,
				text: `This page cannot be shared like that: it has no ${via}().`,
				choices: [["ok", "OK"]],
			});
			return;
		}
		const said = page.call(via, {
			from,
			target: target && { id: target.id, dataset: target.__wxElement?.dataset },
			webViewUrl: undefined,
		});
		const card = { ...said, ...(await late(said?.promise)) };
		delete card.promise;
		const query = card.query ? `?${card.query}` : "";
		await simulated
			.call("share", { via, args: card }, () =>
				answers.share({
					title: card.title ?? page.title,
					url: card.path ?? `/${page.path}${query}`,
					image: card.imageUrl,
				}),
			)
			.catch(() => {});
	};

	const late = (promise) =>
		Promise.race([promise, new Promise((resolve) => setTimeout(resolve, PATIENCE))]).catch(
			() => {},
		);
	simulated.menu.share = (to) => native.share({ from: "menu", to: to || "chat" });
})();
