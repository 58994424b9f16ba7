/** Paytm, through `JSBridge`, which its app puts into the page. */
globalThis.miniParts.host = ({ fail, ordered, web }) => {
	const bridge = () => globalThis.JSBridge;
	const APPEARS = 3000;
	const CODES = { [-1]: "denied", [-2]: "failed", [-3]: "invalid" };
	const call = (name, given = {}) =>
		new Promise((resolve, reject) => {
			bridge().call(name, given, (answer) => {
				const found = answer ?? {};
				if (found.error !== undefined && found.error !== null) reject(found);
				else resolve(found.data ?? found);
			});
		});
	const NAMES = { location: "location", photo: "camera", scan: "camera", contacts: "contacts" };
	/** Paytm's app asks on behalf of the web's own interface. */
	const allowed = async (name) => {
		const answer = await call("paytmRequestPermission", { permission: NAMES[name] });
		const state = Number(answer?.[NAMES[name]] ?? answer?.status ?? answer);
		if (state !== 1) fail("denied", `mini.${name}: not allowed`, { hostCode: state });
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
		code: ({ error, data }) => CODES[error] ?? CODES[data?.error],

		async login() {
			const { authId, openId } = await call("paytmFetchAuthCode");
			const value = authId ?? openId;
			return value ? { kind: "code", value } : fail("failed", "mini.login: no code");
		},
		async pay({ order }) {
			const result = await call("paytmPayment", ordered(order, "orderId"));
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
			const answer = await call("paytmCheckPermission", { permission: NAMES[name] });
			const state = Number(answer?.[NAMES[name]] ?? answer?.status ?? answer);
			return state === 1 ? "granted" : state === 0 ? "ask" : "denied";
		},
		async "permission.ask"({ name }) {
			if (!NAMES[name]) return web["permission.ask"]({ name });
			await allowed(name);
			return "granted";
		},
	};
};
