/**
 * Paytm, through `JSBridge`, which its app puts into the page. Names, arguments and answers are those
 * of https://business.paytm.com/docs/api/miniapps (read 2026-11-23): login-flow/paytmfetchauthcode,
 * payment-flow/paytmPayment, additional-api/paytmcheckpermission and paytmrequestpermission.
 */
globalThis.miniParts.host = ({ fail, ordered, settings, web }) => {
	const bridge = () => globalThis.JSBridge;
	const APPEARS = 3000;
	const INVALID = [2, -3, -6, -12]; // no client id, or one that is not known; a wrong parameter
	/**
	 * A payment that the person left, in the list of Paytm's gateway that
	 * https://business.paytm.com/docs/payment-status links to.
	 */
	const LEFT = "141";
	const call = (name, given = {}) =>
		new Promise((resolve, reject) => {
			bridge().call(name, given, (answer) => {
				const found = answer ?? {};
				if (found.error !== undefined && found.error !== null) reject(found);
				else resolve(found.data ?? found);
			});
		});
	const NAMES = { location: "location", photo: "camera", scan: "camera", contacts: "contacts" };
	const stateOf = async (method, name) =>
		Number((await call(method, { permission: NAMES[name] }))?.[NAMES[name]]);
	/** Paytm's app asks on behalf of the web's own interface. */
	const allowed = async (name) => {
		const state = await stateOf("paytmRequestPermission", name);
		if (state !== 1) fail("denied", `mini.${name}: not allowed`, { hostCode: state });
	};
	/** What came of a payment comes as JSON in a text; as nothing where Paytm does not know. */
	const paid = (answer) => {
		try {
			return typeof answer === "string" ? JSON.parse(answer) : answer;
		} catch {
			return null;
		}
	};

	return {
		name: "paytm",
		lacks: ["openApp", "openUrl", "shortcut"],
		there: () => typeof bridge()?.call === "function",
		/** The bridge appears some time after the page; in other browsers never. */
		async ready() {
			if (this.there() || !/paytm|AppContainer/i.test(navigator.userAgent)) return;
			await new Promise((resolve) => {
				document.addEventListener("JSBridgeReady", resolve, { once: true });
				setTimeout(resolve, APPEARS);
			});
		},
		code({ error }) {
			if (INVALID.includes(error)) return "invalid";
			return error === -1 ? "denied" : undefined;
		},

		async login() {
			const { authId: value } = await call("paytmFetchAuthCode", {
				clientId: settings.client_id ?? "",
			});
			return value ? { kind: "code", value } : fail("failed", "mini.login: no code");
		},
		async pay({ order }) {
			const whole = ordered(order, "orderId", "amount", "txnToken", "mid");
			const result = paid(await call("paytmPayment", whole));
			if (!result) fail("failed", "mini.pay: Paytm does not know what came of it");
			const { STATUS, RESPCODE, RESPMSG } = result;
			if (STATUS === "TXN_FAILURE")
				fail(String(RESPCODE) === LEFT ? "cancelled" : "failed", `mini.pay: ${RESPMSG}`, {
					hostCode: RESPCODE,
				});
			return { status: "pending", result }; // your server asks Paytm what became of it
		},
		async location(given) {
			await allowed("location");
			return web.location(given);
		},
		async photo(given) {
			await allowed("photo");
			return web.photo(given);
		},
		close: () => void bridge().call("popWindow"),
		async "permission.query"({ name }) {
			if (!NAMES[name]) return web["permission.query"]({ name });
			const state = await stateOf("paytmCheckPermission", name);
			if (state === 1) return "granted";
			// on Android 0 is also what was never asked for: only iOS tells the two apart
			const mayBeAsked = state === -1 || /android/i.test(navigator.userAgent);
			return mayBeAsked ? "ask" : "denied";
		},
		async "permission.ask"({ name }) {
			if (!NAMES[name]) return web["permission.ask"]({ name });
			await allowed(name);
			return "granted";
		},
	};
};
