/**
 * `swan.webView` in the preview (smartprogram.baidu.com, component/open_web-view): messages reach
 * the native program when the user goes back, shares, or the page is destroyed.
 */
(() => {
	const simulated = globalThis.miniSimulated;
	const { settings } = simulated;
	const version = settings.device.old ? "10.13" : "13.60";
	simulated.manner = { accent: "#3c76ff", onAccent: "#fff", isSheet: true };
	simulated.agent = `baiduboxapp/${version} swan/2.0 swan-baiduboxapp/${version}`;
	const { post, ...leading } = simulated.webView("swan.webView", { isLate: true });

	const view = {
		...leading,
		postMessage: ({ data }) => post(data),
		getEnv: (done) => done({ smartprogram: true }),
	};
	if (settings.device.old) delete view.getEnv;
	globalThis.swan = { webView: view };
})();
