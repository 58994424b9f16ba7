/**
 * PhonePe, through the global `PhonePe` of its SDK, which the page loads before this. Names, arguments
 * and answers are those of npm phonepesdk-web 1.0.7 and of https://developer.phonepe.com/v4/docs (read
 * 2026-11-23): sample-code, location, camera-qr-code-scanner, in-app-rn-key-value-storage.
 */
globalThis.miniParts.host = ({ fail, ordered, web }) => {
	const root = () => globalThis.PhonePe;
	let sdk = null;
	/** The SDK only logs that a method is not there, and never answers: so ask before. */
	const has = (name) => () =>
		sdk !== null && typeof sdk[name] === "function" && (sdk.isMethodSupported?.(name) ?? true);
	const NAMESPACE = "mini";
	/** Its app answers with objects, or with their JSON; the SDK itself refuses with an error's text. */
	const parsed = (answer) => {
		try {
			return JSON.parse(answer);
		} catch {
			return answer;
		}
	};
	const CODES = {
		USER_BACK_PRESSED: "cancelled",
		USER_CANCELLED: "cancelled",
		PERMISSION_DENIED: "denied",
		PARAMS_INVALID_OR_INSUFFICIENT: "invalid",
		INVALID_REGEX: "invalid",
	};
	const codeOf = (error) => {
		const { error_code, code, message } = Object(parsed(error));
		return error_code ?? code ?? message ?? error;
	};
	const granted = async (permission) => {
		const answer = parsed(await sdk.seekPermission([permission]));
		return answer?.[0]?.permissionGranted === true;
	};

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
		},
		code: (error) => CODES[codeOf(error)],

		async login() {
			const name = has("fetchAuthToken")() ? "fetchAuthToken" : "fetchGrantToken";
			let answer;
			try {
				answer = parsed(await sdk[name]());
			} catch (error) {
				// it says that of a person who skips, too
				if (codeOf(error) === "NETWORK_ERROR")
					fail(navigator.onLine ? "cancelled" : "offline", "mini.login: no token");
				throw error;
			}
			const value = answer?.grantToken ?? answer?.authToken ?? answer;
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
			// without it being asked for first there is none
			if (has("seekPermission")() && !(await granted("LOCATION")))
				fail("denied", "mini.location: refused");
			const { latitude, longitude, accuracy = null } = parsed(await sdk.getCurrentLocation());
			return { latitude: Number(latitude), longitude: Number(longitude), accuracy };
		},
		openMap: ({ latitude, longitude }) => sdk.navigateToMap(latitude, longitude),
		async scan() {
			const answer = await sdk.scanQRCode(false);
			const text = parsed(answer)?.uri ?? answer;
			return typeof text === "string" ? { text } : fail("cancelled", "mini.scan: nothing read");
		},
		"storage.get": async ({ key }) => (await sdk.getItem(NAMESPACE, key, "")) || null,
		"storage.set": ({ key, value }) => sdk.setItem(NAMESPACE, key, value),
		"storage.remove": async ({ key }) => void (await sdk.removeItem(NAMESPACE, key)),
		"storage.clear": () =>
			fail("unsupported", "mini.storage.clear: PhonePe lists no keys; remove them one by one"),
		openApp: async ({ id }) => void (await sdk.openMicroApp(id)),
		close: () => sdk.closeApp(),
		async "permission.ask"({ name }) {
			const wanted = { location: "LOCATION", photo: "CAMERA", scan: "CAMERA" }[name];
			if (!wanted || !has("seekPermission")()) return web["permission.ask"]({ name });
			return (await granted(wanted)) ? "granted" : fail("denied", "mini.permission.ask: refused");
		},
	};
};
