/** LINE, through `liff` of LIFF's SDK, which the page loads before this. */
globalThis.miniParts.host = ({ fail, ordered, settings, web }) => {
	const liff = () => globalThis.liff;
	const has = (api) => () => liff().isApiAvailable?.(api) ?? Boolean(liff()[api]);
	const PERMISSIONS = { user: "profile" };

	return {
		name: "line",
		lacks: ["phone", "contacts"],
		there: () => typeof liff()?.init === "function",
		async ready() {
			if (!liff()) return;
			// a program may call liff.init itself, with more than the id
			if (liff().id || !settings.liff_id) return;
			await liff().init({ liffId: settings.liff_id });
		},
		can: {
			share: () => has("shareTargetPicker")() || Boolean(web.can.share?.()),
			scan: has("scanCodeV2"),
			shortcut: has("createShortcutOnHomeScreen"),
			pay: () => Boolean(liff().iap),
			"permission.query": () => Boolean(liff().permission),
			"permission.ask": () => Boolean(liff().permission),
		},
		code: ({ code }) =>
			({
				UNAUTHORIZED: "denied",
				FORBIDDEN: "denied",
				INVALID_ARGUMENT: "invalid",
				INVALID_CONFIG: "invalid",
				EXCEPTION_IN_SUBWINDOW: "cancelled",
			})[code],

		login() {
			if (!liff().isLoggedIn()) {
				liff().login({ redirectUri: location.href });
				return new Promise(() => {}); // the page is left, and comes back signed in
			}
			const token = liff().getIDToken() ?? liff().getAccessToken();
			return token ? { kind: "token", value: token } : fail("denied", "mini.login: no token");
		},
		async user() {
			const { userId, displayName, pictureUrl } = await liff().getProfile();
			return { id: userId, name: displayName, picture: pictureUrl ?? null };
		},
		async pay({ order }) {
			const result = await liff().iap.requestPayment(ordered(order, "productId"));
			return { status: "paid", result };
		},
		async share({ title, text, url, messages }) {
			if (!has("shareTargetPicker")()) return web.share({ title, text, url });
			const words = [text ?? title, url].filter(Boolean).join("\n");
			const sent = await liff().shareTargetPicker(messages ?? [{ type: "text", text: words }]);
			// it resolves with nothing where the picker was closed
			if (sent === undefined || sent === null) fail("cancelled", "mini.share: closed by the user");
			return undefined;
		},
		async scan() {
			const { value } = await liff().scanCodeV2();
			return value ? { text: value } : fail("cancelled", "mini.scan: closed by the user");
		},
		openMap({ latitude, longitude }) {
			const query = encodeURIComponent(`${latitude},${longitude}`);
			const url = `https://www.google.com/maps/search/?api=1&query=${query}`;
			liff().openWindow({ url, external: true });
		},
		openApp: ({ id }) => liff().openWindow({ url: `https://liff.line.me/${id}` }),
		openUrl: ({ url }) => liff().openWindow({ url, external: true }),
		close: () => liff().closeWindow(),
		launch: () => ({ ...web.launch(), context: liff().getContext() }),
		system: () => ({
			...web.system(),
			platform: liff().getOS() === "web" ? "desktop" : liff().getOS(),
			language: liff().getAppLanguage?.() ?? liff().getLanguage(),
			version: liff().getLineVersion(),
		}),
		async shortcut() {
			await liff().createShortcutOnHomeScreen({ url: location.href });
		},
		async "permission.query"({ name }) {
			if (!PERMISSIONS[name]) return web["permission.query"]({ name });
			const { state } = await liff().permission.query(PERMISSIONS[name]);
			return { granted: "granted", prompt: "ask" }[state] ?? "denied";
		},
		async "permission.ask"({ name }) {
			if (!PERMISSIONS[name]) return web["permission.ask"]({ name });
			await liff().permission.requestAll();
			return "granted";
		},
	};
};
