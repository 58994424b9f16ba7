/** Navigation: from page to page. */
(() => {
	const native = globalThis.miniNative;
	const { navigation } = native;

	native.api({
		calls: {
			navigateTo: ({ url, events }) => navigation.navigateTo(url, events),
			redirectTo: ({ url }) => navigation.redirectTo(url),
			switchTab: ({ url }) => navigation.switchTab(url),
			reLaunch: ({ url }) => navigation.reLaunch(url),
			navigateBack: ({ delta }) => navigation.navigateBack(delta),
		},
		events: [
			"BeforeAppRoute",
			"AppRoute",
			"AppRouteDone",
			"BeforePageLoad",
			"AfterPageLoad",
			"BeforePageUnload",
			"AfterPageUnload",
		],
		values: { router: native.host.harmless("router") },
		later: ["rewriteRoute", "router"],
	});
})();
