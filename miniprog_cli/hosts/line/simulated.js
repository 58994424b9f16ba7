/** `liff` in the preview, after https://developers.line.biz/en/reference/liff/. */
(() => {
	const simulated = globalThis.miniSimulated;
	const { answers, call, now, settings } = simulated;
	const { device } = settings;
	const isAndroid = device.platform === "android";
	const version = device.old ? "9.19.0" : "14.21.0";
	/** What an older LINE does not have. */
	const NEWER = ["scanCodeV2", "createShortcutOnHomeScreen", "iap", "shareTargetPicker"];
	simulated.manner = { accent: "#06c755", onAccent: "#fff", isSheet: false };
	// the SDK looks for just this
	simulated.agent = `${isAndroid ? "" : "Safari "}Line/${version} LIFF`;

	class LiffError extends Error {
		constructor(code, message) {
			super(message);
			this.name = "LiffError";
			this.code = code;
		}
	}
	const CODES = {
		cancelled: "EXCEPTION_IN_SUBWINDOW",
		denied: "FORBIDDEN",
		invalid: "INVALID_ARGUMENT",
	};
	const asked = (api, name, args, perform) =>
		call(api, { via: `liff.${name}`, args }, perform).catch(({ code, message }) =>
			Promise.reject(new LiffError(CODES[code] ?? "UNKNOWN", message)),
		);
	const userId = `U${settings.user.id.padStart(32, "0")}`;
	const { idToken = null } = simulated.launch;
	const accessToken = () => (simulated.isSignedIn() ? `preview-token-${settings.user.id}` : null);
	const claims = () =>
		idToken && JSON.parse(atob(idToken.split(".")[1].replaceAll("-", "+").replaceAll("_", "/")));
	const states = { ask: "prompt", allow: "granted", deny: "unavailable" };
	const allowed = (minVer) => ({ permission: true, minVer });
	/** What the program may use, and since when LINE has it. */
	const AVAILABILITY = {
		shareTargetPicker: allowed("10.3.0"),
		subwindowOpen: allowed("11.7.0"),
		scanCodeV2: allowed("11.7.0"),
		addToHomeV2: allowed("13.20.0"),
		skipChannelVerificationScreen: allowed("11.14.0"),
		iap: allowed("14.0.0"),
	};
	/** Which scopes the person has agreed to. */
	const scopes = () =>
		["profile", "openid", "chat_message.write"].filter(
			(name) => name !== "profile" || simulated.permission("user") === "allow",
		);
	const context = (liffId) => ({
		...{ type: "utou", viewType: "full", liffId, userId, d: {}, availability: AVAILABILITY },
		...{ scope: ["profile", "openid", "chat_message.write"], permanentLinkPattern: "concat" },
		endpointUrl: `${location.origin}/`,
	});

	/** In LINE the page is left for the sign-in, and comes back. */
	function signIn() {
		call("login", { via: "liff.login", args: {} }, answers.login).then(
			() => {
				simulated.changed(({ user }) => user.signedIn && location.reload());
				simulated.set({ user: { signedIn: true } });
			},
			() => {},
		);
	}
	const line = { CODES, accessToken, claims, context, idToken, scopes, signIn, userId };
	let ended;
	const ready = new Promise((resolve) => {
		ended = resolve;
	});

	/** Hold what needs it until `liff.init` was called, as LIFF does. */
	function started() {
		if (!liff.id) throw new LiffError("INIT_FAILED", "liff.init() is not called yet");
	}

	const liff = {
		id: null,
		ready,
		async init({ liffId } = /** @type {any} */ ({}), success, failed) {
			const answer = asked("ready", "init", { liffId }, () => {
				if (liffId) return;
				throw new simulated.Refusal("invalid", "liffId is necessary for liff.init()");
			});
			return answer.then(
				() => {
					liff.id = liffId;
					ended();
					success?.();
				},
				(error) => {
					failed?.(error);
					throw error;
				},
			);
		},
		isInClient: () => true,
		isLoggedIn: () => simulated.isSignedIn(),
		login: signIn,
		logout: () => simulated.shown("logout", {}),
		getOS: () => device.platform,
		getLanguage: () => device.language,
		getAppLanguage: () => device.language,
		getVersion: () => "2.27.0",
		getLineVersion: () => version,
		getContext() {
			started();
			return context(liff.id);
		},
		getIDToken: () => now("login", { via: "liff.getIDToken", args: {} }, () => idToken),
		getDecodedIDToken: claims,
		getAccessToken: () =>
			now("login", { via: "liff.getAccessToken", args: {} }, () => accessToken()),
		getProfile: () =>
			asked("user", "getProfile", {}, async () => {
				const { name, picture } = await answers.user();
				return { userId, displayName: name, pictureUrl: picture, statusMessage: "" };
			}),
		getFriendship: async () => ({ friendFlag: true }),
		isApiAvailable: (name) => typeof liff[name] === "function",
		sendMessages: (messages) =>
			asked("share", "sendMessages", { messages }, () =>
				answers.share({ title: messages[0]?.text ?? "A message" }),
			),
		/** Resolves with nothing where the picker is closed. */
		shareTargetPicker: (messages, options = {}) =>
			asked("share", "shareTargetPicker", { messages, ...options }, async () => {
				const { text, altText } = messages[0] ?? {};
				await answers.share({ title: text ?? altText });
				return { status: "success" };
			}).catch((error) => (error.code === CODES.cancelled ? undefined : Promise.reject(error))),
		scanCodeV2: () =>
			asked("scan", "scanCodeV2", {}, async () => ({ value: await answers.scan() })),
		openWindow: ({ url, external = false }) =>
			now("openUrl", { via: "liff.openWindow", args: { url, external } }, () =>
				answers.openUrl(url),
			),
		closeWindow: () => now("close", { via: "liff.closeWindow", args: {} }, answers.close),
		createShortcutOnHomeScreen: ({ url }) =>
			asked("shortcut", "createShortcutOnHomeScreen", { url }, answers.shortcut),
		permission: {
			async query(name) {
				return { state: name === "profile" ? states[simulated.permission("user")] : "granted" };
			},
			requestAll: () =>
				asked("permission.ask", "permission.requestAll", {}, () => answers.permitted("user")),
			getGrantedAll: async () => ["openid", "profile"],
		},
		permanentLink: {
			createUrlBy: async (url) => `https://liff.line.me/${liff.id}${new URL(url).pathname}`,
		},
		iap: {
			requestPayment: (order) =>
				asked("pay", "iap.requestPayment", order, async () => {
					await answers.pay({ what: answers.needed(order, "productId") });
					return { orderId: "preview-1", ...order };
				}),
		},
		use: () => liff,
	};
	if (device.old) for (const name of NEWER) delete liff[name];
	globalThis.liff = liff;
	simulated.line = line;
})();
