/**
 * Paytm's `JSBridge` in the preview, after https://business.paytm.com/docs/api/miniapps (read
 * 2026-11-23). As in the app it comes some time after the page, and says so with `JSBridgeReady`.
 */
(() => {
	const simulated = globalThis.miniSimulated;
	const { Refusal, answers, call, settings } = simulated;
	const APPEARS = 20;
	/** Of paytmFetchAuthCode: consent was refused, signing in failed, no client id was given. */
	const CODES = { denied: -1, failed: -2, invalid: 2 };
	/** What can be asked for, on Android or on iOS; those without a name here are always given. */
	const PERMISSIONS = {
		location: "location",
		camera: "camera",
		contacts: "contacts",
		photos: "photo",
		storage: "photo",
		...Object.fromEntries(
			"video microphone record_audio calendar reminder speech body_sensors get_accounts read_phone_numbers read_phone_state"
				.split(" ")
				.map((name) => [name, null]),
		),
	};
	const AUTHORISED = 1;
	const DENIED = 0;
	const UNDETERMINED = settings.device.platform === "ios" ? -1 : 0;
	const STATES = { ask: UNDETERMINED, allow: AUTHORISED, deny: DENIED };
	/**
	 * How a payment ends that was not made, by the code of the refusal: 227 as in the sample of
	 * https://business.paytm.com/docs/payment-status, 141 as in the list of RESPCODEs that it links to
	 * ("Transaction response codes and messages").
	 */
	const ENDS = {
		cancelled: ["141", "User has not completed transaction."],
		failed: ["227", "Your payment has been declined by your bank."],
	};
	simulated.manner = { accent: "#00baf2", onAccent: "#002e6e", isSheet: true };
	simulated.agent = `AppContainer Paytm/${settings.device.old ? "8.0" : "10.45"}`;

	/** Answer for each of the permissions that are named, with commas between them. */
	const each = async (permission, stateOf) => {
		const names = String(permission ?? "").split(/\s*,\s*/);
		if (!names.every((name) => Object.hasOwn(PERMISSIONS, name)))
			throw new Refusal("invalid", "Invalid parameter");
		const found = {};
		for (const name of names) found[name] = await stateOf(PERMISSIONS[name]);
		return found;
	};

	const pay = async (order) => {
		for (const name of ["mid", "txnToken", "amount", "orderId"]) answers.needed(order, name);
		const { orderId, amount, mid } = order;
		const said = { ORDERID: orderId, MID: mid, TXNAMOUNT: String(amount), CURRENCY: "INR" };
		try {
			await answers.pay({ what: `Order ${orderId}`, amount: `₹${amount}` });
		} catch ({ code }) {
			const [RESPCODE, RESPMSG] = ENDS[code] ?? [];
			// without an answer of the gateway there is nothing that could be said
			return RESPCODE
				? JSON.stringify({ ...said, STATUS: "TXN_FAILURE", RESPCODE, RESPMSG })
				: false;
		}
		const done = { TXNID: "preview-1", RESPCODE: "01", RESPMSG: "Txn Success" };
		return JSON.stringify({ ...said, ...done, STATUS: "TXN_SUCCESS" });
	};

	const openId = (code) => `preview-open-${code}`;

	/** By the name of the method: the capability it is, and what is answered. */
	const METHODS = {
		paytmFetchAuthCode: [
			"login",
			async ({ clientId }) => {
				if (!clientId) throw new Refusal("invalid", "clientID not passed");
				const { code } = await answers.login();
				return { authId: code, openId: openId(code) };
			},
		],
		paytmFetchOpenId: ["login", async () => ({ openId: openId((await answers.login()).code) })],
		paytmPayment: ["pay", pay],
		paytmRequestPermission: [
			"permission.ask",
			({ permission }) =>
				each(permission, async (name) =>
					!name || (await answers.allow(name)) ? AUTHORISED : DENIED,
				),
		],
		paytmCheckPermission: [
			"permission.query",
			({ permission }) =>
				each(permission, (name) => (name ? STATES[simulated.permission(name)] : AUTHORISED)),
		],
		popWindow: ["close", () => answers.close()],
	};
	if (settings.device.old) delete METHODS.paytmFetchOpenId;

	const bridge = {
		call(name, given, done) {
			const [api, perform] = METHODS[name] ?? [];
			if (!perform) {
				setTimeout(() => done?.({ error: 0, errorMessage: "Unable to process your request" }));
				return;
			}
			call(api, { via: `JSBridge.call ${name}`, args: given }, () => perform(given ?? {})).then(
				(data) => done?.({ data }),
				({ code, message }) => done?.({ error: CODES[code] ?? 0, errorMessage: message, message }),
			);
		},
	};
	setTimeout(() => {
		globalThis.JSBridge = bridge;
		document.dispatchEvent(new Event("JSBridgeReady"));
	}, APPEARS);
})();
