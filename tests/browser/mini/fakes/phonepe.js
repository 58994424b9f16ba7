// PhonePe's SDK for the web, after npm phonepesdk-web 1.0.7: what is not there never answers.
window.asked = [];
window.says = "yes";
(() => {
	const kept = {};
	const answer = (yes, no) => says === "never" ? new Promise(() => {}) : says === "yes" ? Promise.resolve(yes) : Promise.reject(no);
	const sdk = {
		isMethodSupported: (name) => name !== "navigateToMap",
		fetchAuthToken: () => answer({ authToken: "pp-token" }, { code: "USER_CANCELLED" }),
		openPaymentsPage: (...given) => { asked.push(["pay", ...given]); return answer({ statusCode: "SUCCESS" }, { code: "USER_CANCELLED" }); },
		getCurrentLocation: () => answer(JSON.stringify({ latitude: 1.5, longitude: 2.5 }), { code: "PERMISSION_DENIED" }),
		scanQRCode: () => answer("QR", { code: "USER_CANCELLED" }),
		getItem: (space, key, otherwise) => Promise.resolve(kept[space + key] ?? otherwise),
		setItem: (space, key, value) => { kept[space + key] = value; return Promise.resolve(); },
		removeItem: (space, key) => { delete kept[space + key]; },
		navigateToMap: () => new Promise(() => {}), openMicroApp: (id) => { asked.push(["openMicroApp", id]); return answer({}, {}); },
		closeApp: () => asked.push(["close"]), getDeviceInfo: () => answer({ os: "android" }, {}),
		seekPermission: () => answer([{ permission: "LOCATION", permissionGranted: true }], {}),
	};
	window.PhonePe = { Constants: { Species: { web: "web" } }, PhonePe: { build: async () => sdk } };
})();
