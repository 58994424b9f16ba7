/**
 * `my` of web-view.min.js in the preview (opendocs.alipay.com/mini/component/web-view): messages
 * reach the native program at once, both ways.
 */
(() => {
	const simulated = globalThis.miniSimulated;
	const { answers, call, settings, store } = simulated;
	const { device } = settings;
	/** The numbers of Alipay's errors. */
	const CODES = { denied: 2001, cancelled: 11, offline: 12, unsupported: 1, invalid: 2 };
	const TYPES = { wifi: "WIFI", cellular: "4G", none: "NOTREACHABLE" };
	simulated.manner = { accent: "#1677ff", onAccent: "#fff", isSheet: false };
	simulated.agent = `AlipayClient/${device.old ? "10.1.60" : "10.6.60"} MiniProgram Language/${device.language}`;
	const { post, ...leading } = simulated.webView("my", { isLate: false });

	const method =
		(api, name, perform) =>
		(given = /** @type {any} */ ({})) => {
			const { success, fail, complete, ...args } = given;
			call(api, { via: `my.${name}`, args }, () => perform(args)).then(
				(answer = {}) => {
					success?.(answer);
					complete?.(answer);
				},
				({ code, message }) => {
					const error = { error: CODES[code] ?? 3, errorMessage: message };
					fail?.(error);
					complete?.(error);
				},
			);
		};

	const my = {
		...leading,
		postMessage: post,
		/** The program sets it, to hear of the native one. */
		onMessage: null,
		getEnv: (done) => done({ miniprogram: true }),
		getLocation: method("location", "getLocation", async () => {
			const { latitude, longitude, accuracy } = await answers.location();
			return { latitude: String(latitude), longitude: String(longitude), accuracy };
		}),
		openLocation: method("openMap", "openLocation", async (given) => answers.openMap(given)),
		chooseImage: method("photo", "chooseImage", async ({ count = 1, sourceType = [] }) => {
			const from = sourceType.join() === "camera" ? "camera" : "any";
			const files = await answers.photo({ count, from });
			return { apFilePaths: files.map((file) => URL.createObjectURL(file)) };
		}),
		previewImage: method("images", "previewImage", async (given) =>
			simulated.shown("previewImage", given),
		),
		getStorage: method("storage.get", "getStorage", async ({ key }) => {
			const text = store.get(key);
			return { data: text === null ? null : JSON.parse(text) };
		}),
		setStorage: method("storage.set", "setStorage", async ({ key, data }) =>
			store.set(key, JSON.stringify(data)),
		),
		removeStorage: method("storage.remove", "removeStorage", async ({ key }) => store.remove(key)),
		clearStorage: method("storage.clear", "clearStorage", async () => store.clear()),
		getNetworkType: method("network", "getNetworkType", async () => {
			const { online, type } = simulated.settings.network;
			const networkType = online ? (TYPES[type] ?? "UNKNOWN") : "NOTREACHABLE";
			return { networkAvailable: online, networkType };
		}),
		alert: method("ui.alert", "alert", ({ title, content, buttonText }) =>
			answers.alert({ title, text: content, ok: buttonText }),
		),
		confirm: method("ui.confirm", "confirm", async ({ title, content }) => ({
			confirm: await answers.confirm({ title, text: content }),
		})),
		showLoading: () => simulated.shown("showLoading", {}),
		hideLoading: () => simulated.shown("hideLoading", {}),
		startShare: () => simulated.menu.share(),
	};
	if (device.old) for (const name of ["getNetworkType", "openLocation"]) delete my[name];
	globalThis.my = my;
})();
