/**
 * Toss's app in the preview, beneath its SDK: messages in, events out, by the names of npm
 * @apps-in-toss/web-bridge 2.10.8, which programs bring with them.
 */
(() => {
	const simulated = globalThis.miniSimulated;
	const { answers, call, settings, store } = simulated;
	const { device } = settings;
	const version = device.old ? "5.100.0" : "5.240.0";
	/** What an older Toss does not have. */
	const NEWER = ["fetchContacts", "openCamera", "checkoutPayment"];
	const TYPES = { wifi: "WIFI", cellular: "4G", none: "OFFLINE" };
	/** Names of Toss's permissions, and ours. */
	const PERMISSIONS = {
		geolocation: "location",
		camera: "camera",
		photos: "photo",
		contacts: "contacts",
		clipboard: "clipboard",
	};
	const STATES = { ask: "notDetermined", allow: "allowed", deny: "denied" };
	simulated.manner = { accent: "#3182f6", onAccent: "#fff", isSheet: true };
	simulated.agent = `TossApp/${version} AppsInToss`;

	const image = async (file, at) => ({
		id: String(at + 1),
		dataUri: (await simulated.dataAddress(file)).split(",")[1],
	});
	const place = async () => {
		const coords = await answers.location();
		const nowhere = { altitude: 0, altitudeAccuracy: 0, heading: 0 };
		return { accessLocation: "FINE", timestamp: Date.now(), coords: { ...nowhere, ...coords } };
	};

	/** By the name of the function: the capability it is, and what is answered. */
	const METHODS = {
		appLogin: [
			"login",
			async () => ({
				authorizationCode: (await answers.login()).code,
				referrer: "SANDBOX",
			}),
		],
		getAnonymousKey: ["user", async () => ({ type: "HASH", hash: "preview-user" })],
		getServerTime: ["system", () => Date.now()],
		fetchAlbumItems: [
			"photo",
			async ({ maxCount = 10 } = /** @type {any} */ ({})) => {
				const files = await answers.photo({ count: Math.min(maxCount, 4) });
				const items = await Promise.all(files.map(image));
				return items.map((item) => ({ ...item, type: "PHOTO" }));
			},
		],
		getUserKeyForGame: ["user", async () => ({ type: "HASH", hash: "preview-user" })],
		checkoutPayment: [
			"pay",
			async ({ params }) => {
				try {
					await answers.pay({ what: `Payment ${answers.needed(params, "payToken")}` });
				} catch (error) {
					if (error.code !== "failed") throw error;
					return { success: false, reason: error.message };
				}
				return { success: true };
			},
		],
		share: ["share", ({ message }) => answers.share({ title: message })],
		getTossShareLink: ["share.link", (path) => `https://toss.im/_m/preview?path=${path}`],
		getPermission: [
			"permission.query",
			({ name }) => STATES[simulated.permission(PERMISSIONS[name])] ?? "allowed",
		],
		requestPermission: [
			"permission.ask",
			async ({ name }) =>
				!PERMISSIONS[name] || (await answers.allow(PERMISSIONS[name])) ? "allowed" : "denied",
		],
		openPermissionDialog: [
			"permission.ask",
			async ({ name }) => ((await answers.allow(PERMISSIONS[name])) ? "allowed" : "denied"),
		],
		getCurrentLocation: ["location", place],
		openCamera: [
			"photo",
			async () => {
				const [file] = await answers.photo({ from: "camera" });
				return image(file, 0);
			},
		],
		fetchAlbumPhotos: [
			"photo",
			async ({ maxCount = 10 } = /** @type {any} */ ({})) => {
				const files = await answers.photo({ count: Math.min(maxCount, 4) });
				return Promise.all(files.map(image));
			},
		],
		fetchContacts: [
			"contacts.pick",
			async () => {
				const found = await answers.contacts();
				const result = found.map(({ name, phone }) => ({ name, phoneNumber: phone }));
				return { result, nextOffset: null, done: true };
			},
		],
		getClipboardText: ["clipboard.read", () => answers.readClipboard()],
		setClipboardText: ["clipboard.write", (text) => answers.writeClipboard(text)],
		getStorageItem: ["storage.get", (key) => store.get(key)],
		setStorageItem: ["storage.set", (key, value) => store.set(key, value)],
		removeStorageItem: ["storage.remove", (key) => store.remove(key)],
		clearItems: ["storage.clear", () => store.clear()],
		openURL: ["openUrl", (url) => answers.openUrl(url)],
		closeView: ["close", () => answers.close()],
		getNetworkStatus: [
			"network",
			() => {
				const { online, type } = simulated.settings.network;
				return online ? (TYPES[type] ?? "UNKNOWN") : "OFFLINE";
			},
		],
		generateHapticFeedback: ["haptic", ({ type }) => answers.haptic(type)],
		setScreenAwakeMode: ["screen", ({ enabled }) => ({ enabled })],
		setSecureScreen: ["screen", ({ enabled }) => ({ enabled })],
		setDeviceOrientation: ["screen", () => undefined],
		eventLog: ["log", () => undefined],
	};
	if (device.old) for (const name of NEWER) delete METHODS[name];

	/** Send what was asked for back; the emitter is the SDK's, or that of mini.js. */
	function emit(name, answer) {
		globalThis.__GRANITE_NATIVE_EMITTER?.emit(name, answer);
	}
	const failure = ({ code, message }) => ({
		__isError: true,
		name: "Error",
		message,
		code: { cancelled: "CANCELED", denied: "PERMISSION_DENIED" }[code] ?? code.toUpperCase(),
	});

	async function answer({ functionName: name, eventId, args = [] }) {
		const [api, perform] = METHODS[name] ?? [];
		const [given] = args;
		const done = (value) => emit(`${name}/resolve/${eventId}`, value);
		const failed = (error) => emit(`${name}/reject/${eventId}`, failure(error));
		if (perform)
			await call(api, { via: name, args: given }, () => perform(...args)).then(done, failed);
		else setTimeout(failed, 0, { code: "unsupported", message: `${name} is not supported` });
	}

	const watching = new Map();
	/** Events that go on until they are stopped. */
	const EVENTS = {
		async updateLocationEvent(eventId) {
			const tell = () =>
				call("location", { via: "updateLocationEvent", args: {} }, place).then(
					(found) => emit(`updateLocationEvent/onEvent/${eventId}`, found),
					(error) => emit(`updateLocationEvent/onError/${eventId}`, failure(error)),
				);
			watching.set(eventId, tell);
			tell();
		},
	};

	/** Begin what goes on; what is not played here fails, and leaves nobody waiting. */
	function listened({ functionName: name, eventId }) {
		if (EVENTS[name]) return void EVENTS[name](eventId);
		const error = failure({ code: "unsupported", message: `${name} is not supported` });
		return void setTimeout(emit, 0, `${name}/onError/${eventId}`, error);
	}

	globalThis.ReactNativeWebView = {
		postMessage(text) {
			const message = JSON.parse(text);
			if (message.type === "method") answer(message);
			else if (message.type === "addEventListener") listened(message);
			else if (message.type === "removeEventListener") watching.delete(message.eventId);
		},
	};
	globalThis.__CONSTANT_HANDLER_MAP = {
		getPlatformOS: device.platform,
		getTossAppVersion: version,
		getOperationalEnvironment: "sandbox",
		getLocale: device.language,
		getSchemeUri: `intoss://preview${settings.launch.start}`,
		getDeviceId: "preview-device",
		getSafeAreaInsets: answers.insets(),
		getSafeAreaTop: answers.insets().top,
		getDeploymentId: "preview",
		...{ getInitialURL: location.href, getWebViewType: "partner" },
	};

	simulated.changed((after, before) => {
		if (JSON.stringify(after.location) !== JSON.stringify(before.location))
			for (const tell of watching.values()) tell();
		if (after.page.visible !== before.page.visible)
			emit("visibilityChangedByTransparentServiceWeb", after.page.visible);
	});
})();
