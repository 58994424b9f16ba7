/** `wx.navigateTo` and its like. */
(() => {
	const native = globalThis.miniNative;
	const { navigation, program } = native;

	native.api({
		calls: {
			navigateTo: ({ url, events }) => navigation.navigateTo(url, events),
			redirectTo: ({ url }) => navigation.redirectTo(url),
			switchTab: ({ url }) => navigation.switchTab(url),
			reLaunch: ({ url }) => navigation.reLaunch(url),
			navigateBack: ({ delta }) => navigation.navigateBack(delta),
			exitMiniProgram: () => native.simulated.answers.close(),
		},
		values: {
			getLaunchOptionsSync: () => program.launch,
			getEnterOptionsSync: () => program.launch,
			onAppShow: (listener) => program.listeners("onShow").add(listener),
			offAppShow: (listener) => program.listeners("onShow").delete(listener),
			onAppHide: (listener) => program.listeners("onHide").add(listener),
			offAppHide: (listener) => program.listeners("onHide").delete(listener),
			onError: (listener) => program.listeners("onError").add(listener),
			offError: (listener) => program.listeners("onError").delete(listener),
			onUnhandledRejection: (listener) => program.listeners("onUnhandledRejection").add(listener),
			offUnhandledRejection: (listener) =>
				program.listeners("onUnhandledRejection").delete(listener),
			onPageNotFound: (listener) => program.listeners("onPageNotFound").add(listener),
			offPageNotFound: (listener) => program.listeners("onPageNotFound").delete(listener),
		},
		later: ["navigateToMiniProgram", "navigateBackMiniProgram", "openEmbeddedMiniProgram"],
	});
})();
