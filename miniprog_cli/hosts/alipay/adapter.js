/**
 * Alipay's web-view, through `my` of web-view.min.js, which the page loads before this.
 *
 * A page there can neither sign in nor pay: the native program around it does.
 */
globalThis.miniParts.host = ({ web }) => {
	const my = () => globalThis.my;
	const call = (name, given = {}) =>
		new Promise((resolve, reject) => {
			my()[name]({ ...given, success: resolve, fail: reject });
		});
	const has = (name) => () => typeof my()[name] === "function";

	return {
		name: "alipay",
		lacks: ["contacts", "notify"],
		there: () => typeof my()?.postMessage === "function",
		can: {
			location: has("getLocation"),
			openMap: has("openLocation"),
			storage: has("getStorage"),
			network: has("getNetworkType"),
			"ui.alert": has("alert"),
		},
		code: ({ error }) =>
			({ 4: "denied", 11: "cancelled", 12: "offline", 2001: "denied", 6001: "cancelled" })[error],

		share: null, // in Alipay's menu only: see share.set
		"share.set": (card) => my().postMessage({ share: card }),
		async location() {
			const { latitude, longitude, accuracy = null } = await call("getLocation");
			return { latitude: Number(latitude), longitude: Number(longitude), accuracy };
		},
		openMap: ({ latitude, longitude, name = "" }) =>
			call("openLocation", { latitude, longitude, name, address: name }).then(() => {}),
		"storage.get": async ({ key }) => (await call("getStorage", { key })).data ?? null,
		"storage.set": ({ key, value }) => call("setStorage", { key, data: value }).then(() => {}),
		"storage.remove": ({ key }) => call("removeStorage", { key }).then(() => {}),
		"storage.clear": () => call("clearStorage").then(() => {}),
		async network() {
			const { networkAvailable, networkType } = await call("getNetworkType");
			return { online: networkAvailable, type: String(networkType).toLowerCase() };
		},
		"ui.alert": ({ text, title = "" }) => call("alert", { title, content: text }).then(() => {}),
		"ui.confirm": (given) => web["ui.confirm"](given),
		"ui.toast": (given) => web["ui.toast"](given),
		"ui.title": (given) => web["ui.title"](given),
		close: () => void my().navigateBack(),
	};
};
