/**
 * Toss, by what its app puts into the page: its SDK is a package without a global.
 *
 * The messages are those of npm @apps-in-toss/web-bridge 2.10.8, which the tests hold this against.
 */
globalThis.miniParts.host = ({ fail, MiniError, ordered, web }) => {
	const constants = () => globalThis.__CONSTANT_HANDLER_MAP ?? {};
	let last = 0;

	/** Ask the app, which answers by an event of the same id. */
	function call(name, ...args) {
		const eventId = `mini${Date.now().toString(36)}${++last}`;
		globalThis.__GRANITE_NATIVE_EMITTER ??= emitter();
		return new Promise((resolve, reject) => {
			const ends = [];
			const end = (settle) => (answer) => {
				for (const stop of ends) stop();
				settle(answer);
			};
			ends.push(__GRANITE_NATIVE_EMITTER.on(`${name}/resolve/${eventId}`, end(resolve)));
			ends.push(__GRANITE_NATIVE_EMITTER.on(`${name}/reject/${eventId}`, end(reject)));
			const message = { type: "method", functionName: name, eventId, args };
			globalThis.ReactNativeWebView.postMessage(JSON.stringify(message));
		});
	}

	/** What the app answers through; the SDK's package sets the same, where a program has it too. */
	function emitter() {
		const heard = new Map();
		return {
			on(event, listener) {
				heard.set(event, [...(heard.get(event) ?? []), listener]);
				return () => heard.delete(event);
			},
			emit: (event, answer) => heard.get(event)?.forEach((listener) => void listener(answer)),
		};
	}

	const PERMISSIONS = {
		location: ["geolocation", "access"],
		photo: ["camera", "access"],
		contacts: ["contacts", "read"],
		clipboard: ["clipboard", "read"],
	};

	async function allowed(name, [permission, access] = PERMISSIONS[name]) {
		const state = await call("requestPermission", { name: permission, access });
		if (state === "denied")
			throw new MiniError("denied", `mini.${name}: not allowed`, { hostCode: state });
	}

	/** Make a file of what the app gives: base64, or a data address. */
	function file(dataUri, at) {
		const [head, body] = dataUri.startsWith("data:") ? dataUri.split(",") : ["", dataUri];
		const type = /^data:([^;,]+)/.exec(head)?.[1] ?? "image/jpeg";
		const bytes = Uint8Array.from(atob(body), (one) => one.charCodeAt(0));
		return new File([bytes], `photo-${at + 1}`, { type });
	}

	return {
		name: "toss",
		lacks: [],
		there: () => Boolean(globalThis.ReactNativeWebView),

		async login() {
			const { authorizationCode, referrer } = await call("appLogin");
			return { kind: "code", value: authorizationCode, referrer };
		},
		async pay({ order }) {
			const params = typeof order === "string" ? { payToken: order } : (order.params ?? order);
			const result = await call("checkoutPayment", { params: ordered(params, "payToken") });
			if (result?.success === false) fail("failed", `mini.pay: ${result.reason ?? "failed"}`);
			return { status: "pending", result }; // it was approved; your server carries it out
		},
		async share({ title, text, url }) {
			await call("share", { message: [text ?? title, url].filter(Boolean).join("\n") });
		},
		async location({ accuracy }) {
			await allowed("location");
			const level = accuracy === "high" ? 4 : 2;
			const { coords } = await call("getCurrentLocation", { accuracy: level });
			return {
				latitude: coords.latitude,
				longitude: coords.longitude,
				accuracy: coords.accuracy ?? null,
			};
		},
		async photo({ from, count }) {
			if (from === "album") {
				await allowed("photo", ["photos", "read"]);
				const found = await call("fetchAlbumPhotos", { base64: true, maxCount: count });
				return found.map(({ dataUri }, at) => file(dataUri, at));
			}
			await allowed("photo");
			const { dataUri } = await call("openCamera", { base64: true });
			return [file(dataUri, 0)];
		},
		async "contacts.pick"() {
			await allowed("contacts");
			const { result } = await call("fetchContacts", { size: 50, offset: 0 });
			return result.map(({ name, phoneNumber }) => ({ name, phone: phoneNumber }));
		},
		"storage.get": ({ key }) => call("getStorageItem", key),
		"storage.set": ({ key, value }) => call("setStorageItem", key, value),
		"storage.remove": ({ key }) => call("removeStorageItem", key),
		"storage.clear": () => call("clearItems"),
		async "clipboard.read"() {
			await allowed("clipboard");
			return call("getClipboardText");
		},
		async "clipboard.write"({ text }) {
			await allowed("clipboard", ["clipboard", "write"]);
			await call("setClipboardText", text);
		},
		openUrl: async ({ url }) => void (await call("openURL", url)),
		close: async () => void (await call("closeView")),
		system: () => ({
			...web.system(),
			platform: constants().getPlatformOS ?? web.system().platform,
			version: constants().getTossAppVersion ?? null,
			language: constants().getLocale ?? navigator.language,
		}),
		async network() {
			const type = await call("getNetworkStatus");
			return { online: type !== "OFFLINE", type: String(type).toLowerCase() };
		},
		safeArea: () => constants().getSafeAreaInsets ?? web.safeArea(),
		haptic: async ({ kind }) => {
			const types = { medium: "basicMedium", selection: "tickWeak", success: "success" };
			const type = { ...types, heavy: "softMedium", error: "error", warning: "wiggle" }[kind];
			await call("generateHapticFeedback", { type: type ?? "basicWeak" });
		},
		async "permission.query"({ name }) {
			if (!PERMISSIONS[name]) return web["permission.query"]({ name });
			const [permission, access] = PERMISSIONS[name];
			const state = await call("getPermission", { name: permission, access });
			return { allowed: "granted", denied: "denied" }[state] ?? "ask";
		},
		async "permission.ask"({ name }) {
			if (!PERMISSIONS[name]) return web["permission.ask"]({ name });
			await allowed(name);
			return "granted";
		},
	};
};
