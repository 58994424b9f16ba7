/**
 * `PhonePe` in the preview, after npm phonepesdk-web 1.0.7. As there, what a version has not is only
 * logged, and never answered.
 */
(() => {
	const simulated = globalThis.miniSimulated;
	const { answers, call, settings, store } = simulated;
	const { device } = settings;
	/** What an older PhonePe does not have. */
	const NEWER = ["fetchAuthToken", "scanQRCode", "navigateToMap", "openMicroApp"];
	const CODES = {
		cancelled: "USER_CANCELLED",
		denied: "PERMISSION_DENIED",
		invalid: "INVALID_PARAMS",
		offline: "NETWORK_ERROR",
	};
	const PERMISSIONS = { LOCATION: "location", CAMERA: "camera", READ_CONTACTS: "contacts" };
	simulated.manner = { accent: "#5f259f", onAccent: "#fff", isSheet: true };
	simulated.agent = "PhonePe/24.10";

	const method =
		(api, name, perform) =>
		(...given) =>
			call(api, { via: `PhonePe.${name}`, args: given }, () => perform(...given)).catch(
				({ code, message }) => Promise.reject({ code: CODES[code] ?? "UNKNOWN", message }),
			);
	const key = (space, name) => `${space}/${name}`;

	const pay = async (merchantName, payment) => {
		const amount = payment?.amount ?? payment?.priceModel?.totalAmount;
		await answers.pay({
			what: String(merchantName ?? "An order"),
			amount: amount ? `₹${amount / 100}` : "",
		});
		return { statusCode: "SUCCESS" };
	};

	const sdk = {
		fetchAuthToken: method("login", "fetchAuthToken", async () => ({
			authToken: (await answers.login()).token,
		})),
		fetchGrantToken: method("login", "fetchGrantToken", async () => ({
			grantToken: (await answers.login()).token,
		})),
		openPaymentsPage: method("pay", "openPaymentsPage", pay),
		openPaymentsPageForReservedOrder: method("pay", "openPaymentsPageForReservedOrder", pay),
		getCurrentLocation: method("location", "getCurrentLocation", async () =>
			JSON.stringify(await answers.location()),
		),
		scanQRCode: method("scan", "scanQRCode", () => answers.scan()),
		navigateToMap: method("openMap", "navigateToMap", async (latitude, longitude) =>
			answers.openMap({ latitude, longitude }),
		),
		getItem: method(
			"storage.get",
			"getItem",
			async (space, name, otherwise) => store.get(key(space, name)) ?? otherwise,
		),
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
		getDeviceInfo: method("system", "getDeviceInfo", async () => ({
			os: device.platform,
			osVersion: "14",
			appVersion: device.old ? "4.0" : "24.10",
		})),
		seekPermission: method("permission.ask", "seekPermission", async (wanted) => {
			const asked = wanted.map(async (permission) => {
				const name = PERMISSIONS[permission];
				return { permission, permissionGranted: !name || (await answers.allow(name)) };
			});
			return JSON.stringify(await Promise.all(asked));
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
	globalThis.PhonePe = {
		Constants: { Species: { web: "web", native: "native" } },
		PhonePe: { build: async () => sdk },
	};
})();
