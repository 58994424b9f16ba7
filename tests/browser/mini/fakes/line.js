// LIFF 2, after https://developers.line.biz/en/reference/liff/.
window.asked = [];
window.says = "yes";
(() => {
	const note = (name, ...given) => asked.push([name, ...given]);
	const answer = (yes, code) => says === "never" ? new Promise(() => {}) : says === "yes" ? Promise.resolve(yes) : Promise.reject(Object.assign(new Error("refused"), { code }));
	window.liff = {
		id: null,
		init: async (config) => { note("init", config); liff.id = config.liffId; },
		isApiAvailable: () => true,
		isLoggedIn: () => true, login: () => note("login"),
		getIDToken: () => "id-token", getAccessToken: () => "access",
		getProfile: () => answer({ userId: "U1", displayName: "Ada", pictureUrl: "https://line.test/a.png" }, "FORBIDDEN"),
		shareTargetPicker: (messages) => { note("share", messages); return Promise.resolve(says === "yes" ? { status: "success" } : undefined); },
		scanCodeV2: () => answer({ value: "QR" }, "EXCEPTION_IN_SUBWINDOW"),
		openWindow: (given) => note("openWindow", given), closeWindow: () => note("close"),
		getContext: () => ({ type: "utou" }), getOS: () => "ios", getAppLanguage: () => "ja", getLineVersion: () => "15.0",
		createShortcutOnHomeScreen: () => answer(undefined, "FORBIDDEN"),
		permission: { query: async () => ({ state: "prompt" }), requestAll: () => answer(undefined, "FORBIDDEN") },
		iap: { requestPayment: (order) => answer({ order }, "UNKNOWN") },
	};
})();
