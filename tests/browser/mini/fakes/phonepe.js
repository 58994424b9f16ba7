// PhonePe's SDK for the web, after npm phonepesdk-web 1.0.7 and its manual: what is not there never answers.
window.asked = [];
window.says = "yes";
(() => {
	const kept = {};
	const answer = (yes, no) => says === "never" ? new Promise(() => {}) : says === "yes" ? Promise.resolve(yes) : Promise.reject(no);
	const sdk = {
		isMethodSupported: (name) => name !== "navigateToMap",
		fetchAuthToken: () => answer({ grantToken: "pp-token", expiryInSeconds: 86400 }, { error_code: "NETWORK_ERROR" }),
		openPaymentsPage: (...given) => { asked.push(["pay", ...given]); return answer({ statusCode: "SUCCESS" }, { error_code: "USER_CANCELLED" }); },
		getCurrentLocation: () => answer(JSON.stringify({ latitude: 1.5, longitude: 2.5 }), { error_code: "LOCATION_FETCH_FAILURE" }),
		scanQRCode: (...given) => { asked.push(["scan", ...given]); return answer({ uri: "QR" }, { error_code: "USER_BACK_PRESSED" }); },
		getItem: (space, key, otherwise) => Promise.resolve(kept[space + key] ?? otherwise),
		setItem: (space, key, value) => { kept[space + key] = value; return Promise.resolve(); },
		removeItem: (space, key) => { delete kept[space + key]; },
		navigateToMap: () => new Promise(() => {}), openMicroApp: (id) => { asked.push(["openMicroApp", id]); return answer({}, {}); },
		closeApp: () => asked.push(["close"]), getDeviceInfo: () => Promise.resolve(),
		seekPermission: ([permission]) => says === "never" ? answer() : Promise.resolve([{ permission, permissionGranted: says === "yes", willShowPermissionAlertAgain: false }]),
	};
	window.PhonePe = { Constants: { Species: { web: "web" } }, PhonePe: { build: async () => sdk } };
})();
