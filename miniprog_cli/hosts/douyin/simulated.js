/**
 * `tt.miniProgram` in the preview (developer.open-douyin.com, web-view-component): messages reach
 * the native program when the user goes back, shares, or the page is destroyed.
 */
(() => {
	const simulated = globalThis.miniSimulated;
	simulated.manner = { accent: "#fe2c55", onAccent: "#fff", isSheet: true };
	simulated.agent = "aweme/31.0 ToutiaoMicroApp/3.0";
	const { post, ...leading } = simulated.webView("tt.miniProgram", { isLate: true });

	const program = {
		...leading,
		postMessage: ({ data }) => post(data),
		getEnv: (done) => done({ miniprogram: true }),
		setSwipeBackModeSync: (mode) => simulated.shown("setSwipeBackModeSync", { mode }),
	};
	if (simulated.settings.device.old) delete program.setSwipeBackModeSync;
	globalThis.tt = { miniProgram: program };
})();
