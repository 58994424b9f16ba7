/** PhonePe, through the global `PhonePe` of its SDK, which the page loads before this. */
globalThis.miniParts.host = ({ fail, ordered, web }) => {
	const root = () => globalThis.PhonePe;
	let sdk = null;
	/** The SDK only logs that a method is not there, and never answers: so ask before. */
	const has = (name) => () =>
		sdk !== null && typeof sdk[name] === "function" && (sdk.isMethodSupported?.(name) ?? true);
	const NAMESPACE = "mini";

	return {
		name: "phonepe",
		lacks: ["contacts", "notify", "shortcut"],
		there: () => Boolean(root()?.PhonePe) && /phonepe/i.test(navigator.userAgent),
		async ready() {
			if (!this.there()) return;
			sdk = await root().PhonePe.build(root().Constants.Species.web);
		},
		can: {
			login: () => has("fetchAuthToken")() || has("fetchGrantToken")(),
			pay: has("openPaymentsPage"),
			storage: has("getItem"),
			photo: () => true, // the web's own: PhonePe's gives no picture to the page
			scan: has("scanQRCode"),
			openMap: has("navigateToMap"),
			openApp: has("openMicroApp"),
			close: has("closeApp"),
			system: has("getDeviceInfo"),
		},
		code: (error) =>
			({ USER_CANCELLED: "cancelled", PERMISSION_DENIED: "denied", INVALID_PARAMS: "invalid" })[
				error?.code ?? error
			],

		async login() {
			const name = has("fetchAuthToken")() ? "fetchAuthToken" : "fetchGrantToken";
			const answer = await sdk[name]();
			const value = answer?.authToken ?? answer?.grantToken ?? answer;
			return typeof value === "string"
				? { kind: "token", value }
				: fail("failed", "mini.login: no token");
		},
		/** The order is what the SDK takes, in its order, or with `reserved` what was reserved. */
		async pay({ order }) {
			const { reserved, merchantName, payment, redirect = "", image = "", note = "" } = order;
			ordered({ merchantName, payment: reserved ?? payment }, "merchantName", "payment");
			const name = reserved ? "openPaymentsPageForReservedOrder" : "openPaymentsPage";
			const result = await sdk[name](merchantName, reserved ?? payment, redirect, image, note);
			return { status: "pending", result }; // your server asks PhonePe what became of it
		},
		async location(given) {
			if (!has("getCurrentLocation")()) return web.location(given);
			const answer = await sdk.getCurrentLocation();
			const found = typeof answer === "string" ? JSON.parse(answer) : answer;
			const { latitude, longitude, accuracy = null } = found.location ?? found;
			return { latitude: Number(latitude), longitude: Number(longitude), accuracy };
		},
		openMap: ({ latitude, longitude }) => sdk.navigateToMap(latitude, longitude),
		async scan() {
			const answer = await sdk.scanQRCode("", ".*");
			const text = answer?.qrData ?? answer?.data ?? answer;
			return typeof text === "string" ? { text } : fail("cancelled", "mini.scan: nothing read");
		},
		"storage.get": async ({ key }) => (await sdk.getItem(NAMESPACE, key, "")) || null,
		"storage.set": ({ key, value }) => sdk.setItem(NAMESPACE, key, value),
		"storage.remove": async ({ key }) => void (await sdk.removeItem(NAMESPACE, key)),
		"storage.clear": () =>
			fail("unsupported", "mini.storage.clear: PhonePe lists no keys; remove them one by one"),
		openApp: async ({ id }) => void (await sdk.openMicroApp(id)),
		close: () => sdk.closeApp(),
		async system() {
			return { ...web.system(), device: await sdk.getDeviceInfo() };
		},
		async "permission.ask"({ name }) {
			const wanted = { location: "LOCATION", photo: "CAMERA", scan: "CAMERA" }[name];
			if (!wanted || !has("seekPermission")()) return web["permission.ask"]({ name });
			const answer = await sdk.seekPermission([wanted]);
			const [found] = typeof answer === "string" ? JSON.parse(answer) : answer;
			return found?.permissionGranted ? "granted" : fail("denied", "mini.permission.ask: refused");
		},
	};
};
