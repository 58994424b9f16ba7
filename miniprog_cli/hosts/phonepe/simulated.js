/**
 * `PhonePe` in the preview, and what lies beneath its SDK, after npm phonepesdk-web 1.0.7 and https://developer.phonepe.com/v4/docs
 * (read 2026-11-23). As there, what a version has not is only logged, and never answered.
 */
(() => {
	const simulated = globalThis.miniSimulated;
	const { Refusal, answers, call, settings, store } = simulated;
	const { device } = settings;
	/** What an older PhonePe does not have. */
	const NEWER = ["fetchAuthToken", "scanQRCode", "navigateToMap", "openMicroApp"];
	const INVALID = "PARAMS_INVALID_OR_INSUFFICIENT";
	/** By the capability, what a call is refused with; else by the code of the refusal. */
	const OWN = {
		location: "LOCATION_FETCH_FAILURE",
		login: "NETWORK_ERROR",
		"storage.get": "KEY_NOT_FOUND",
	};
	const CODES = { cancelled: "USER_BACK_PRESSED", offline: "NETWORK_ERROR", invalid: INVALID };
	const PERMISSIONS = {
		LOCATION: "location",
		CAMERA: "camera",
		READ_EXTERNAL_STORAGE: "photo",
		WRITE_EXTERNAL_STORAGE: null,
		READ_SMS: null,
	};
	simulated.manner = { accent: "#5f259f", onAccent: "#fff", isSheet: true };
	simulated.agent = "PhonePe/24.10";

	const method =
		(api, name, perform) =>
		(...given) =>
			call(api, { via: `PhonePe.${name}`, args: given }, () => perform(...given)).catch((error) => {
				const { code } = error;
				return Promise.reject({ error_code: OWN[api] ?? CODES[code] ?? "INTERNAL_ERROR" });
			});
	const key = (space, name) => `${space}/${name}`;

	const pay = async (merchantName, payment) => {
		const amount = payment?.amount ?? payment?.priceModel?.totalAmount;
		await answers.pay({
			what: String(merchantName ?? "An order"),
			amount: amount ? `₹${amount / 100}` : "",
		});
		return { statusCode: "SUCCESS" };
	};

	const login = async () => ({
		grantToken: (await answers.login()).token,
		expiryInSeconds: 86_400,
	});
	/** What was reserved comes as the server had it from PhonePe: JSON in base64. */
	const payReserved = async (merchantName, reserved) => {
		let payment;
		try {
			payment = JSON.parse(atob(reserved));
		} catch {
			throw new Refusal("invalid", INVALID);
		}
		return pay(merchantName, payment);
	};

	const sdk = {
		fetchAuthToken: method("login", "fetchAuthToken", login),
		fetchGrantToken: method("login", "fetchGrantToken", login),
		openPaymentsPage: method("pay", "openPaymentsPage", pay),
		openPaymentsPageForReservedOrder: method(
			"pay",
			"openPaymentsPageForReservedOrder",
			payReserved,
		),
		getCurrentLocation: method("location", "getCurrentLocation", async () =>
			JSON.stringify(await answers.location()),
		),
		scanQRCode: method("scan", "scanQRCode", async () => ({ uri: await answers.scan() })),
		navigateToMap: method("openMap", "navigateToMap", async (latitude, longitude) =>
			answers.openMap({ latitude, longitude }),
		),
		getItem: method("storage.get", "getItem", async (space, name, otherwise) => {
			const value = store.get(key(space, name)) ?? otherwise;
			if (value === undefined) throw new Refusal("failed", "KEY_NOT_FOUND");
			return value;
		}),
		setItem: method("storage.set", "setItem", async (space, name, value) =>
			store.set(key(space, name), value),
		),
		removeItem: method("storage.remove", "removeItem", async (space, name) =>
			store.remove(key(space, name)),
		),
		openMicroApp: method("openApp", "openMicroApp", async (id) => {
			answers.openApp({ id });
			return {};
		}),
		closeApp: method("close", "closeApp", async () => answers.close()),
		// in the web version of the SDK it knows nothing
		getDeviceInfo: method("system", "getDeviceInfo", async () => undefined),
		seekPermission: method("permission.ask", "seekPermission", async (wanted) => {
			if (!Array.isArray(wanted) || !wanted.every((one) => Object.hasOwn(PERMISSIONS, one)))
				throw new Refusal("invalid", INVALID);
			const found = [];
			for (const permission of wanted) {
				const name = PERMISSIONS[permission];
				const permissionGranted = !name || (await answers.allow(name));
				found.push({ permission, permissionGranted, willShowPermissionAlertAgain: false });
			}
			return found;
		}),
		requestFullScreenMode: method("ui.navbar", "requestFullScreenMode", async () => ({})),
		isMethodSupported: (name) => !(device.old && NEWER.includes(name)),
	};
	if (device.old)
		for (const name of NEWER)
			sdk[name] = () => {
				console.log(`PhonePe: ${name} is not supported in this version`);
				return new Promise(() => {});
			};
	/** What lies beneath PhonePe's own SDK where a page brings that: objects of its Android app. */
	const version = async () => (device.old ? "4" : "7");
	const text = (answer) => JSON.stringify(answer ?? {});
	const written = async (answer) => text(await answer);
	const PREFIX = "android.permission.";
	const PLACE = "ACCESS_FINE_LOCATION";
	const seek = async ({ permissions }) => {
		const short = permissions.map((one) => one.replace(PREFIX, "").replace(PLACE, "LOCATION"));
		const found = await sdk.seekPermission(short);
		return text(found.map((one, at) => ({ ...one, permission: permissions[at] })));
	};
	/** A payment is a way through PhonePe's screens; who is paid stands in what the last of them shows. */
	const goTo = async ({ path }) => {
		const { data = {} } = JSON.parse(path).node.at(-1);
		const shown = JSON.parse(data.internalPaymentUiConfig ?? "{}");
		return text(await sdk.openPaymentsPage(shown.initialContactList?.[0]?.name));
	};
	const BENEATH = {
		MetadataBridge: { getSupportedWebSDKVersion: version },
		AuthBridge: {
			fetchAuthToken: () => written(sdk.fetchAuthToken()),
			fetchGrantToken: () => written(sdk.fetchGrantToken()),
		},
		PermissionsBridge: { seekPermission: seek },
		LocationBridge: { getCurrentLocation: () => sdk.getCurrentLocation() },
		CameraBridge: { scanQRCode: () => written(sdk.scanQRCode()) },
		NavigationBridge: {
			navigateToPathForResult: goTo,
			navigateToMap: ({ latitude, longitude }) => written(sdk.navigateToMap(latitude, longitude)),
			navigateToSwitchApp: ({ appUniqueId }) => written(sdk.openMicroApp(appUniqueId)),
		},
		PreferencesBridge: {
			getItem: ({ prefName, key: name, defaultValue }) => sdk.getItem(prefName, name, defaultValue),
			setItem: ({ prefName, key: name, value }) => sdk.setItem(prefName, name, value),
			removeKey: ({ prefName, key: name }) => sdk.removeItem(prefName, name),
		},
		OrientationBridge: { requestFullScreenMode: () => written(sdk.requestFullScreenMode()) },
		AnalyticsBridge: { logMerchantEvent: () => written(null) },
	};
	const answered =
		(perform) =>
		(given = "{}") => {
			const asked = JSON.parse(given);
			const back = (...said) =>
				globalThis.PhonePe?.MessagingHandler?.callback(asked.callbackId, ...said);
			perform(asked).then(
				(answer) => back("1", answer),
				(error) => back("0", undefined, error),
			);
		};
	for (const [bridge, methods] of Object.entries(BENEATH))
		globalThis[bridge] = Object.fromEntries(
			Object.entries(methods).map(([name, perform]) => [name, answered(perform)]),
		);
	globalThis.PhonePe = {
		Constants: {
			Species: { web: "web", native: "native" },
			Permission: Object.fromEntries(Object.keys(PERMISSIONS).map((name) => [name, name])),
		},
		PhonePe: { build: async () => sdk },
	};
})();
