// my of Alipay's web-view.min.js, after opendocs.alipay.com/mini/component/web-view.
window.asked = [];
window.says = "yes";
(() => {
	const kept = {};
	const answer = (name, yes) => (given) => { asked.push([name]); if (says === "never") return; setTimeout(() => says === "yes" ? given.success(yes(given)) : given.fail({ error: 11, errorMessage: "user cancel" })); };
	window.my = {
		getLocation: answer("getLocation", () => ({ latitude: "1.5", longitude: "2.5" })), openLocation: answer("openLocation", () => ({})),
		getStorage: answer("getStorage", ({ key }) => ({ data: kept[key] ?? null })), setStorage: answer("setStorage", ({ key, data }) => { kept[key] = data; return {}; }),
		removeStorage: answer("removeStorage", ({ key }) => { delete kept[key]; return {}; }), clearStorage: answer("clearStorage", () => ({})),
		getNetworkType: answer("getNetworkType", () => ({ networkAvailable: true, networkType: "WIFI" })), alert: answer("alert", () => ({})),
		postMessage: (given) => asked.push(["postMessage", given]), navigateBack: () => asked.push(["close"]),
	};
})();
