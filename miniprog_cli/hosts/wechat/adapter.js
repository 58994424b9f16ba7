/**
 * WeChat's web-view, through `wx` of its JS-SDK (1.6), which the page loads before this.
 *
 * A page there can neither sign in nor pay: the native program around it does. What the JS-SDK has
 * beyond `wx.miniProgram` works after `wx.config`, whose signature comes from your server.
 */
globalThis.miniParts.host = ({ fail, web }) => {
	const wx = () => globalThis.wx;
	const call = (name, given = {}) =>
		new Promise((resolve, reject) => {
			const cancel = () => reject({ errMsg: `${name}:cancel` });
			wx()[name]({ ...given, success: resolve, fail: reject, cancel });
		});
	const has = (name) => () => typeof wx()[name] === "function";

	return {
		name: "wechat",
		lacks: ["contacts", "notify"],
		there: () =>
			Boolean(wx()?.miniProgram) &&
			(globalThis.__wxjs_environment === "miniprogram" || /miniprogram/i.test(navigator.userAgent)),
		can: {
			location: has("getLocation"),
			openMap: has("openLocation"),
			scan: has("scanQRCode"),
		},

		share: null, // in WeChat's menu only: see share.set
		/** The program around the page gets it with its `bindmessage` when the user shares. */
		"share.set": (card) => wx().miniProgram.postMessage({ data: { share: card } }),
		async location() {
			const { latitude, longitude, accuracy } = await call("getLocation", { type: "gcj02" });
			return { latitude: Number(latitude), longitude: Number(longitude), accuracy };
		},
		openMap: ({ latitude, longitude, name = "" }) =>
			call("openLocation", { latitude, longitude, name }).then(() => {}),
		async scan() {
			const { resultStr } = await call("scanQRCode", { needResult: 1 });
			const text = resultStr?.replace(/^[A-Z_0-9]+,/, ""); // a bar code has its kind before it
			return text ? { text } : fail("cancelled", "mini.scan: closed by the user");
		},
		openUrl: null, // only the domains of the web-view open
		close: () => wx().miniProgram.navigateBack(),
		system: () => ({ ...web.system(), version: version() }),
	};

	function version() {
		return /MicroMessenger\/([\d.]+)/i.exec(navigator.userAgent)?.[1] ?? null;
	}
};
