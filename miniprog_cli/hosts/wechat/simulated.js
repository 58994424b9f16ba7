/**
 * WeChat's web-view in the preview: `WeixinJSBridge`, which its JS-SDK asks, and `wx` of the JS-SDK
 * 1.6, where the page cannot load it (developers.weixin.qq.com, component/web-view).
 */
(() => {
	const simulated = globalThis.miniSimulated;
	const { answers, call, settings } = simulated;
	const { device } = settings;
	const version = device.old ? "6.5.3" : "8.0.50";
	const TYPES = { wifi: "wifi", cellular: "4g" };
	simulated.manner = { accent: "#07c160", onAccent: "#fff", isSheet: true };
	simulated.agent = `MicroMessenger/${version} NetType/WIFI Language/${device.language} miniProgram/wxpreview`;
	const view = simulated.webView("wx.miniProgram", { isLate: true });
	/** @type {any} */ (globalThis).__wxjs_environment = "miniprogram";

	const place = async () => {
		const { latitude, longitude, accuracy } = await answers.location();
		return { latitude: String(latitude), longitude: String(longitude), accuracy };
	};
	const choose = async ({ count = 9, sourceType = [] }) => {
		const from = sourceType.join() === "camera" ? "camera" : "any";
		const files = await answers.photo({ count: Math.min(count, 4), from });
		return { localIds: JSON.stringify(files.map((file) => URL.createObjectURL(file))) };
	};

	/** By the name that the JS-SDK asks by: the capability it is, and what is answered. */
	const NATIVE = {
		preVerifyJSAPI: ["ready", () => ({})],
		checkJsApi: [
			"can",
			({ jsApiList = [] }) => ({
				checkResult: JSON.stringify(Object.fromEntries(jsApiList.map((one) => [one, true]))),
			}),
		],
		geoLocation: ["location", place],
		openLocation: ["openMap", (given) => answers.openMap(given)],
		scanQRCode: ["scan", async () => ({ resultStr: await answers.scan() })],
		chooseImage: ["photo", choose],
		imagePreview: ["images", (given) => simulated.shown("previewImage", given)],
		getNetworkType: [
			"network",
			() => {
				const { online, type } = simulated.settings.network;
				return { subtype: online ? (TYPES[type] ?? type) : "none" };
			},
		],
		closeWindow: ["close", () => answers.close()],
		hideOptionMenu: ["ui.navbar", () => ({})],
		showOptionMenu: ["ui.navbar", () => ({})],
	};
	if (device.old) for (const name of ["geoLocation", "scanQRCode"]) delete NATIVE[name];

	/** Answer in WeChat's words: `<name>:ok`, `:cancel`, or `:fail` with a reason. */
	function invoke(name, given, done, via = `WeixinJSBridge ${name}`) {
		if (name === "invokeMiniProgramAPI") {
			const { name: method, arg } = given;
			if (method === "postMessage") view.post(arg);
			else view[method]?.(arg);
			setTimeout(() => done?.({ err_msg: `${name}:ok` }));
			return;
		}
		const [api, perform] = NATIVE[name] ?? [];
		if (!perform) {
			setTimeout(() => done?.({ err_msg: `${name}:fail, the function is not exist` }));
			return;
		}
		call(api, { via, args: given }, () => perform(given ?? {})).then(
			(answer) => done?.({ err_msg: `${name}:ok`, ...answer }),
			({ code, message }) => {
				const end = { cancelled: "cancel", denied: "fail auth deny" }[code] ?? `fail ${message}`;
				done?.({ err_msg: `${name}:${end}` });
			},
		);
	}
	/** @type {any} */ (globalThis).WeixinJSBridge = {
		invoke,
		on: (_event, _listener) => {},
		log: () => {},
	};
	document.addEventListener("DOMContentLoaded", () =>
		document.dispatchEvent(new Event("WeixinJSBridgeReady")),
	);

	// -- the JS-SDK, as far as a web-view has it

	const NAMES = {
		getLocation: "geoLocation",
		openLocation: "openLocation",
		scanQRCode: "scanQRCode",
		chooseImage: "chooseImage",
		previewImage: "imagePreview",
		getNetworkType: "getNetworkType",
		checkJsApi: "checkJsApi",
		closeWindow: "closeWindow",
	};
	const method =
		(name) =>
		(given = /** @type {any} */ ({})) => {
			const { success, fail, cancel, complete, ...args } = given;
			const native = NAMES[name];
			invoke(
				native,
				args,
				({ err_msg: said, ...answer }) => {
					const found = /** @type {any} */ ({ ...answer, errMsg: said.replace(native, name) });
					if (answer.localIds) found.localIds = JSON.parse(answer.localIds);
					if (answer.checkResult) found.checkResult = JSON.parse(answer.checkResult);
					if (answer.subtype) found.networkType = answer.subtype;
					const end = found.errMsg.split(":")[1];
					if (end === "ok") success?.(found);
					else if (end === "cancel") cancel?.(found);
					else fail?.(found);
					complete?.(found);
				},
				`wx.${name}`,
			);
		};
	const present = Object.keys(NAMES).filter((name) => NATIVE[NAMES[name]]);
	const { post, ...leading } = view;
	globalThis.wx = {
		config: () => {},
		ready: (done) => setTimeout(done),
		error: () => {},
		...Object.fromEntries(present.map((name) => [name, method(name)])),
		miniProgram: {
			...leading,
			postMessage: ({ data }) => post(data),
			getEnv: (done) => done({ miniprogram: true }),
		},
	};
})();
