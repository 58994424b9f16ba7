/**
 * What programs hear of the way from page to page: `wx.onBeforeAppRoute` and its like, each at its
 * moment (developers.weixin.qq.com, framework/app-service/route-event-listener).
 */
(() => {
	const native = globalThis.miniNative;
	let number = 0;
	/** The way that is being gone; a page that is renewed after a save goes none. @type {any} */
	let current = null;

	const tell = (name, said) => native.host.tell(name, said);

	/** Go: `act` does it. The number is that of the page that is shown then, which may be to come. */
	async function go(openType, { path, query }, webviewId, act) {
		number += 1;
		current = { path, query, openType, routeEventId: `preview-${number}` };
		const said = { ...current, webviewId };
		const drawn = { renderer: "webview", notFound: false };
		try {
			tell("BeforeAppRoute", { ...said, ...drawn });
			const given = await act();
			tell("AppRoute", { ...said, ...drawn, timeStamp: Date.now() });
			native.motion.done().then(() => tell("AppRouteDone", { ...said, timeStamp: Date.now() }));
			return given;
		} finally {
			current = null;
		}
	}

	/** Tell of a page of the way: `BeforePageLoad`, `AfterPageLoad` and the same of `Unload`. */
	function pass(name, { path, query, instance }) {
		if (!current) return;
		const { openType, routeEventId } = current;
		const made = name.endsWith("Load") ? { componentFramework: "glass-easel" } : {};
		const page = instance ? { page: instance } : {};
		tell(name, { path, query, openType, routeEventId, ...made, ...page });
	}

	native.routes = { go, pass };
})();
