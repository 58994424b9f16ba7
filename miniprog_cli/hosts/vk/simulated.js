/**
 * VK's app in the preview, beneath VK Bridge: methods in, events out, by the types of npm
 * @vkontakte/vk-bridge 3. `vkBridge` is there too, for pages that cannot load it.
 */
(() => {
	const simulated = globalThis.miniSimulated;
	const { answers, call, settings, store } = simulated;
	const { device } = settings;
	const isAndroid = device.platform === "android";
	/** What the app had not when it was older. */
	const NEWER = ["GetPhoneNumber", "GetFriends", "AddToHomeScreen", "TapticImpactOccurred"];
	const DONE = { result: true };
	const did = (_nothing, answer = /** @type {any} */ (DONE)) => answer;
	const done = (promise) => promise.then(() => DONE);
	simulated.manner = { accent: "#0077ff", onAccent: "#fff", isSheet: true };
	simulated.agent = `com.vk.vkclient/8.95${isAndroid ? "" : " iOS"}`;
	simulated.opened({ query: simulated.launch.query ?? "" });

	const config = () => ({
		app: "vkclient",
		appearance: answers.theme(),
		scheme: answers.theme() === "dark" ? "space_gray" : "bright_light",
		start_time: Math.floor(performance.timeOrigin / 1000),
		insets: answers.insets(),
	});
	const params = () =>
		Object.fromEntries(
			[...new URLSearchParams(simulated.launch.query)].map(([name, value]) => [
				name,
				/^\d+$/.test(value) && name !== "sign" ? Number(value) : value,
			]),
		);
	const names = () => {
		const { first, last } = simulated.person();
		return { first_name: first, last_name: last };
	};

	/** By the name of the method: the capability it is, and what is answered. */
	const METHODS = {
		Init: ["ready", () => DONE],
		GetUserInfo: [
			"user",
			async () => {
				const { id, picture } = await answers.user();
				return { id: Number(id), ...names(), photo_100: picture, photo_200: picture, sex: 0 };
			},
		],
		GetAuthToken: [
			"login",
			async ({ scope = "" }) => {
				const { token } = await answers.login();
				return { access_token: token, scope };
			},
		],
		GetPhoneNumber: [
			"phone",
			async () => ({
				phone_number: (await answers.phone()).replace("+", ""),
				sign: "preview",
				is_verified: true,
			}),
		],
		GetEmail: [
			"email",
			async () => {
				await answers.user();
				return { email: "tester@example.com", sign: "preview" };
			},
		],
		OpenPayForm: [
			"pay",
			async ({ action, params: order }) => {
				const amount = order?.amount === undefined ? "" : `${order.amount} ₽`;
				await answers.pay({ what: action, amount });
				return { status: true, transaction_id: "preview-1" };
			},
		],
		ShowOrderBox: [
			"pay",
			async (order) => {
				await answers.pay({ what: answers.needed(order, "item") });
				return { success: true, order_id: 1 };
			},
		],
		Share: [
			"share",
			async ({ link }) => {
				await answers.share({ url: link });
				return [{ type: "message", data: {} }];
			},
		],
		ShowStoryBox: ["share", () => done(answers.share({ title: "A story" }))],
		GetGeodata: [
			"location",
			async () => {
				const place = await answers.location().catch(() => null);
				if (!place) return { available: 0 };
				const { latitude: lat, longitude: long, accuracy } = place;
				return { available: 1, lat, long, accuracy };
			},
		],
		OpenCodeReader: ["scan", async () => ({ code_data: await answers.scan() })],
		StorageGet: [
			"storage.get",
			({ keys }) => {
				answers.online();
				return { keys: keys.map((key) => ({ key, value: store.get(key) ?? "" })) };
			},
		],
		StorageSet: [
			"storage.set",
			({ key, value }) => {
				answers.online();
				if (value) store.set(key, value);
				else store.remove(key);
				return DONE;
			},
		],
		StorageGetKeys: [
			"storage.keys",
			({ count = 1000, offset = 0 }) => {
				answers.online();
				return { keys: store.keys().slice(offset, offset + count) };
			},
		],
		CopyText: ["clipboard.write", ({ text }) => did(answers.writeClipboard(text))],
		GetFriends: [
			"contacts.pick",
			async () => {
				const [{ name }] = await answers.contacts();
				const [first, ...rest] = name.split(" ");
				return { users: [{ id: 1000002, first_name: first, last_name: rest.join(" ") }] };
			},
		],
		OpenContacts: [
			"contacts.pick",
			async () => {
				const [{ name, phone }] = await answers.contacts();
				return { first_name: name, phone };
			},
		],
		AllowNotifications: ["notify.request", () => done(answers.notify())],
		DenyNotifications: ["notify.deny", () => DONE],
		OpenApp: ["openApp", (given) => did(answers.openApp(given))],
		Close: ["close", ({ payload = null }) => did(answers.close(), { payload })],
		GetLaunchParams: ["launch", params],
		GetConfig: ["theme", config],
		GetClientVersion: [
			"system",
			() => ({
				platform: device.platform,
				version: device.old ? "6.0" : "8.95",
			}),
		],
		TapticImpactOccurred: ["haptic", ({ style }) => did(answers.haptic(style))],
		TapticNotificationOccurred: ["haptic", ({ type }) => did(answers.haptic(type))],
		TapticSelectionChanged: ["haptic", () => did(answers.haptic("selection"))],
		AddToHomeScreen: ["shortcut", () => done(answers.shortcut())],
		AddToHomeScreenInfo: [
			"shortcut",
			() => ({
				is_feature_supported: true,
				is_added_to_home_screen: false,
			}),
		],
		CheckAllowedScopes: [
			"permission.query",
			({ scopes = "" }) => ({
				result: scopes.split(",").map((scope) => ({ scope, allowed: true })),
			}),
		],
		SetViewSettings: ["ui.navbar", () => DONE],
		SetLocation: [
			"nav",
			({ location: at }) => {
				location.hash = at;
				return DONE;
			},
		],
		ShowImages: ["images", () => DONE],
	};
	if (device.old) for (const name of NEWER) delete METHODS[name];

	const REASONS = {
		cancelled: [4, "User denied"],
		denied: [4, "User denied"],
		unsupported: [6, "Unsupported platform"],
		invalid: [5, "Invalid params"],
	};

	/** Make what VK answers where it refuses. */
	function failure(name, { code, message }) {
		if (name === "GetAuthToken" && code !== "cancelled")
			return { error_type: "auth_error", error_data: { error_code: 1, error_reason: message } };
		const [error_code, error_reason] = REASONS[code] ?? [1, message];
		return { error_type: "client_error", error_data: { error_code, error_reason } };
	}

	async function perform(method, given, via) {
		const name = method.slice("VKWebApp".length);
		const [api, answer] = METHODS[name] ?? [];
		const missing = { code: "unsupported", message: method };
		if (!answer) throw failure(name, missing);
		return call(api, { via, args: given }, () => answer(given)).catch((error) =>
			Promise.reject(failure(name, error)),
		);
	}

	// -- to the program

	const subscribers = new Set();

	/** Send an event, to the page's VK Bridge and to ours. */
	function send(type, data) {
		const detail = { type, data };
		dispatchEvent(new CustomEvent("VKWebAppEvent", { detail }));
		for (const subscriber of subscribers) subscriber({ detail });
	}

	/** Take a call of the bridge that the page brings. */
	function native(method, given) {
		const { request_id: id, ...rest } = given ?? {};
		const ended = (end) => (data) => {
			const answer = Array.isArray(data) ? { result: data } : data;
			send(`${method}${end}`, id === undefined ? answer : { ...answer, request_id: id });
		};
		perform(method, rest, method).then(ended("Result"), ended("Failed"));
	}

	const methods = Object.keys(METHODS).map((name) => `VKWebApp${name}`);
	const handlers = isAndroid
		? methods.map((name) => [name, (text) => native(name, text ? JSON.parse(text) : {})])
		: methods.map((name) => [name, { postMessage: (given) => native(name, given) }]);
	const bridge = Object.fromEntries(handlers);
	if (isAndroid) /** @type {any} */ (globalThis).AndroidBridge = bridge;
	/** @type {any} */ else globalThis.webkit = { messageHandlers: bridge };

	globalThis.vkBridge = {
		send: (method, given = {}) => perform(method, given, `vkBridge.send ${method}`),
		sendPromise: (method, given) => vkBridge.send(method, given),
		subscribe: (listener) => void subscribers.add(listener),
		unsubscribe: (listener) => void subscribers.delete(listener),
		supports: (method) => methods.includes(method),
		supportsAsync: async (method) => methods.includes(method),
		isWebView: () => true,
		isIframe: () => false,
		isEmbedded: () => true,
		isStandalone: () => false,
	};

	simulated.changed((after, before) => {
		if (after.page.visible !== before.page.visible)
			send(after.page.visible ? "VKWebAppViewRestore" : "VKWebAppViewHide", {});
		if (after.device.theme !== before.device.theme) send("VKWebAppUpdateConfig", config());
		if (JSON.stringify(after.insets) !== JSON.stringify(before.insets))
			send("VKWebAppUpdateInsets", { insets: answers.insets() });
	});
})();
