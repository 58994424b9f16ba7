/**
 * Paytm's `JSBridge` in the preview, after https://business.paytm.com/docs/miniapps. As in the app it
 * comes some time after the page, and says so with `JSBridgeReady`.
 */
(() => {
	const simulated = globalThis.miniSimulated;
	const { answers, call, settings } = simulated;
	const APPEARS = 20;
	/** Consent was refused, it failed, something given was wrong; how else it ends is in the words. */
	const CODES = { denied: -1, failed: -2, invalid: -3 };
	const PERMISSIONS = { location: "location", camera: "camera", contacts: "contacts" };
	const STATES = { ask: 0, allow: 1, deny: -1 };
	simulated.manner = { accent: "#00baf2", onAccent: "#002e6e", isSheet: true };
	simulated.agent = `AppContainer Paytm/${settings.device.old ? "8.0" : "10.45"}`;

	/** By the name of the method: the capability it is, and what is answered. */
	const METHODS = {
		paytmFetchAuthCode: ["login", async () => ({ authId: (await answers.login()).code })],
		paytmFetchOpenId: [
			"login",
			async () => ({
				openId: `preview-open-${(await answers.login()).code}`,
			}),
		],
		paytmPayment: [
			"pay",
			async (order) => {
				const orderId = answers.needed(order, "orderId");
				const { amount } = order;
				await answers.pay({ what: `Order ${orderId}`, amount: amount ? `₹${amount}` : "" });
				return { STATUS: "TXN_SUCCESS", ORDERID: orderId, TXNID: "preview-1" };
			},
		],
		paytmRequestPermission: [
			"permission.ask",
			async ({ permission }) => {
				const given = await answers.allow(PERMISSIONS[permission] ?? permission);
				return { [permission]: given ? 1 : -1 };
			},
		],
		paytmCheckPermission: [
			"permission.query",
			({ permission }) => ({
				[permission]: STATES[simulated.permission(PERMISSIONS[permission] ?? permission)] ?? 0,
			}),
		],
		popWindow: ["close", () => answers.close()],
	};
	if (settings.device.old) delete METHODS.paytmFetchOpenId;

	const bridge = {
		call(name, given, done) {
			const [api, perform] = METHODS[name] ?? [];
			if (!perform) {
				setTimeout(() => done?.({ error: -3, errorMessage: `${name} is not supported` }));
				return;
			}
			call(api, { via: `JSBridge.call ${name}`, args: given }, () => perform(given ?? {})).then(
				(data) => done?.({ data }),
				({ code, message }) => done?.({ error: CODES[code] ?? -4, errorMessage: message }),
			);
		},
	};
	setTimeout(() => {
		globalThis.JSBridge = bridge;
		document.dispatchEvent(new Event("JSBridgeReady"));
	}, APPEARS);
})();
