/** `ZaloMiniAppSDK` in the preview, after the types of npm zmp-sdk 2. */
(() => {
	const simulated = globalThis.miniSimulated;
	const { answers, call, settings, store } = simulated;
	const { device } = settings;
	/** What an older Zalo does not have. */
	const NEWER = ["scanQRCode", "requestSendNotification", "createShortcut"];
	const CODES = { cancelled: -201, denied: -203, offline: -1409, unsupported: -1404 };
	simulated.manner = { accent: "#0068ff", onAccent: "#fff", isSheet: true };
	simulated.agent = `Zalo ${device.platform}/24.10 ZaloTheme/light ZaloLanguage/${device.language}`;

	/** Make a method: a promise, and the callbacks of older programs. */
	const method =
		(api, name, perform) =>
		(given = /** @type {any} */ ({})) => {
			const { success, fail, ...args } = given;
			return call(api, { via: `ZaloMiniAppSDK.${name}`, args }, () => perform(args)).then(
				(answer) => {
					success?.(answer);
					return answer;
				},
				({ code, message }) => {
					const error = Object.assign(new Error(message), { code: CODES[code] ?? -1400 });
					fail?.(error);
					throw error;
				},
			);
		};
	/** The same for what answers at once. */
	const instantly =
		(api, name, perform) =>
		(...args) =>
			simulated.now(api, { via: `ZaloMiniAppSDK.${name}`, args }, () => perform(...args));

	const sdk = {
		login: method("login", "login", async () => void (await answers.login())),
		authorize: method("permission.ask", "authorize", async ({ scopes = [] }) => {
			const NAMES = { "scope.userInfo": "user", "scope.userPhonenumber": "phone" };
			for (const scope of scopes) if (NAMES[scope]) await answers.permitted(NAMES[scope]);
			return Object.fromEntries(scopes.map((scope) => [scope, true]));
		}),
		getAccessToken: method("login", "getAccessToken", async () => (await answers.login()).token),
		getUserID: method("user", "getUserID", async () => settings.user.id),
		getUserInfo: method("user", "getUserInfo", async () => {
			const { id, name, picture } = await answers.user();
			return { userInfo: { id, name, avatar: picture } };
		}),
		getPhoneNumber: method("phone", "getPhoneNumber", async () => {
			await answers.phone();
			return { token: `preview-phone-${settings.user.id}` };
		}),
		Payment: {
			createOrder: method("pay", "Payment.createOrder", async ({ amount, desc }) => {
				await answers.pay({ what: desc ?? "An order", amount: amount ? `${amount} ₫` : "" });
				return { orderId: "preview-1" };
			}),
			purchase: method("pay", "Payment.purchase", async ({ amount, desc }) => {
				await answers.pay({ what: desc ?? "An order", amount: amount ? `${amount} ₫` : "" });
				return { orderId: "preview-1" };
			}),
		},
		openShareSheet: method(
			"share",
			"openShareSheet",
			async ({ data = /** @type {any} */ ({}) }) => {
				const { title, description: text, path: url } = data;
				try {
					await answers.share({ title, text, url });
				} catch (error) {
					if (error.code === "cancelled") return { status: 0, shareType: 0, numberOfUser: 0 };
					throw error;
				}
				return { status: 1, shareType: 1, numberOfUser: 1 };
			},
		),
		getShareableLink: async ({ path = "" } = /** @type {any} */ ({})) =>
			`https://zalo.me/s/preview/${path}`,
		getLocation: method("location", "getLocation", async () => {
			const { latitude, longitude } = await answers.location();
			const timestamp = String(Date.now());
			const place = { latitude: String(latitude), longitude: String(longitude) };
			return { ...place, timestamp, provider: "gps" };
		}),
		openMediaPicker: method("photo", "openMediaPicker", async ({ maxItemSize: count = 1 }) => {
			const files = await answers.photo({ count });
			return { data: JSON.stringify(await Promise.all(files.map(simulated.dataAddress))) };
		}),
		chooseImage: method("photo", "chooseImage", async ({ count = 1, sourceType = [] }) => {
			const from = sourceType.join() === "camera" ? "camera" : "any";
			const tempFiles = await answers.photo({ count, from });
			return { tempFiles, filePaths: tempFiles.map((file) => URL.createObjectURL(file)) };
		}),
		scanQRCode: method("scan", "scanQRCode", async () => ({ content: await answers.scan() })),
		requestSendNotification: method("notify.request", "requestSendNotification", () =>
			answers.notify(),
		),
		openMiniApp: method("openApp", "openMiniApp", async (given) => answers.openApp(given)),
		openWebview: method("openUrl", "openWebview", async ({ url }) => answers.openUrl(url)),
		closeApp: method("close", "closeApp", async () => answers.close()),
		vibrate: method("haptic", "vibrate", async ({ milliseconds = 20 }) =>
			answers.haptic(milliseconds),
		),
		createShortcut: method("shortcut", "createShortcut", () => answers.shortcut()),
		getNetworkType: method("network", "getNetworkType", async () => {
			const { online, type } = simulated.settings.network;
			return { networkType: online ? type : "none" };
		}),
		getSystemInfo: () => ({
			platform: device.platform,
			version: "24.10",
			apiVersion: device.old ? "2.0.0" : "2.51.6",
			zaloVersion: "24.10.01",
			language: device.language,
			zaloLanguage: device.language,
			zaloTheme: answers.theme(),
		}),
		setNavigationBarTitle: async ({ title }) => {
			document.title = title;
		},
		setNavigationBarColor: async (given) => simulated.shown("setNavigationBarColor", given),
		nativeStorage: {
			getItem: instantly("storage.get", "nativeStorage.getItem", (key) => store.get(key) ?? ""),
			setItem: instantly("storage.set", "nativeStorage.setItem", store.set),
			removeItem: instantly("storage.remove", "nativeStorage.removeItem", store.remove),
			clear: instantly("storage.clear", "nativeStorage.clear", store.clear),
		},
	};
	if (device.old) for (const name of NEWER) sdk[name] = undefined;
	// a page that loads Zalo's SDK has ours still: outside of Zalo that one answers with samples of its
	// own, which nobody can change, or nothing at all. What ours lacks comes from it
	Object.defineProperty(globalThis, "ZaloMiniAppSDK", {
		configurable: true,
		enumerable: true,
		get: () => sdk,
		set(given) {
			for (const name of Object.keys(given ?? {})) if (!(name in sdk)) sdk[name] = given[name];
		},
	});
})();
