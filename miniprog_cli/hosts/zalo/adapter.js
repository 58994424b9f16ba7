/** Zalo, through `ZaloMiniAppSDK`, the global of zmp-sdk's script, which the page loads before this. */
globalThis.miniParts.host = ({ fail, ordered, web }) => {
	const sdk = () => globalThis.ZaloMiniAppSDK;
	const done = (promise) => promise.then(() => {});
	const CODES = {
		[-201]: "cancelled",
		[-202]: "denied",
		[-203]: "denied",
		[-1401]: "denied",
		[-1404]: "unsupported",
		[-1408]: "timeout",
	};
	const SCOPES = { user: "scope.userInfo", phone: "scope.userPhonenumber" };

	return {
		name: "zalo",
		lacks: [],
		there: () => Boolean(sdk()?.getAccessToken) && /zalo/i.test(navigator.userAgent),
		can: {},
		code: ({ code }) => CODES[code],

		async login({ scopes }) {
			if (scopes.length) await sdk().authorize({ scopes });
			return { kind: "token", value: await sdk().getAccessToken() };
		},
		async user() {
			const { userInfo } = await sdk().getUserInfo({ autoRequestPermission: true });
			return { id: userInfo.id, name: userInfo.name, picture: userInfo.avatar ?? null };
		},
		async phone() {
			const { token, number } = await sdk().getPhoneNumber();
			return token ? { kind: "token", value: token } : { kind: "number", value: number };
		},
		async pay({ order }) {
			const result = await sdk().Payment.createOrder(ordered(order, "amount"));
			return { status: "pending", result }; // your server hears of the payment from Zalo
		},
		async share({ title, text, url, image }) {
			const data = { title, description: text ?? "", thumbnail: image, path: inProgram(url) };
			const answer = await sdk().openShareSheet({ type: "zmp_deep_link", data });
			if (answer?.status === 0) fail("cancelled", "mini.share: closed by the user");
		},
		/** Where Zalo gives a token instead of the place, a server exchanges it. */
		async location() {
			const { latitude, longitude, token } = await sdk().getLocation();
			if (latitude === undefined) return { latitude: null, longitude: null, accuracy: null, token };
			return { latitude: Number(latitude), longitude: Number(longitude), accuracy: null };
		},
		async scan() {
			const { content } = await sdk().scanQRCode();
			return content ? { text: content } : fail("cancelled", "mini.scan: closed by the user");
		},
		"storage.get": async ({ key }) => (await sdk().nativeStorage.getItem(key)) || null,
		"storage.set": ({ key, value }) => sdk().nativeStorage.setItem(key, value),
		"storage.remove": ({ key }) => sdk().nativeStorage.removeItem(key),
		"storage.clear": () => sdk().nativeStorage.clear(),
		"notify.request": () => done(sdk().requestSendNotification()),
		openApp: ({ id, path, data }) => done(sdk().openMiniApp({ appId: id, path, params: data })),
		close: () => done(sdk().closeApp()),
		haptic: ({ kind }) => {
			const milliseconds = { heavy: 60, medium: 40, warning: 60, error: 80 }[kind] ?? 20;
			return done(sdk().vibrate({ type: "oneShot", milliseconds }));
		},
		shortcut: () => done(sdk().createShortcut()),
		async "permission.ask"({ name }) {
			const scope = SCOPES[name];
			if (!scope) return web["permission.ask"]({ name });
			await sdk().authorize({ scopes: [scope] });
			return "granted";
		},
	};

	function inProgram(url) {
		const { pathname, search } = new URL(url, location.href);
		return `${pathname}${search}`;
	}
};
