/** VK, through `vkBridge` of VK Bridge, which the page loads before this. */
globalThis.miniParts.host = ({ fail, ordered, settings, web }) => {
	const bridge = () => globalThis.vkBridge;
	const send = (name, given = {}) => bridge().send(`VKWebApp${name}`, given);
	let supported = null;
	const has = (name) => () => supported?.has(`VKWebApp${name}`) ?? true;
	const appId = () =>
		Number(settings.app_id ?? new URLSearchParams(location.search).get("vk_app_id"));
	/** What of VK Bridge each needs, where not every client has it. */
	const NEEDED = {
		phone: "GetPhoneNumber",
		share: "Share",
		location: "GetGeodata",
		scan: "OpenCodeReader",
		"clipboard.write": "CopyText",
		contacts: "GetFriends",
		notify: "AllowNotifications",
		openApp: "OpenApp",
		haptic: "TapticImpactOccurred",
		shortcut: "AddToHomeScreen",
	};
	const CODES = { 4: "cancelled", 3: "denied", 5: "invalid", 6: "unsupported", 9: "unsupported" };

	return {
		name: "vk",
		lacks: [],
		there: () => Boolean(bridge()) && (bridge().isEmbedded?.() ?? true),
		shareable(address) {
			const url = new URL(address);
			for (const name of [...url.searchParams.keys()])
				if (/^(vk_|sign$)/.test(name)) url.searchParams.delete(name);
			return url.href;
		},
		async ready() {
			if (!this.there()) return;
			await send("Init");
			const known = [...new Set(Object.values(NEEDED))];
			if (!bridge().supportsAsync) return;
			const asked = known.map((name) => bridge().supportsAsync(`VKWebApp${name}`));
			const answers = await Promise.all(asked);
			supported = new Set(known.filter((_, at) => answers[at]).map((name) => `VKWebApp${name}`));
		},
		get can() {
			return Object.fromEntries(Object.entries(NEEDED).map(([key, name]) => [key, has(name)]));
		},
		/** VK says what went wrong in `error_data`: of the client, or of its server. */
		code({ error_type: type, error_data: data }) {
			if (type === "client_error") return CODES[data?.error_code];
			if (type === "auth_error") return "denied";
			return type === "api_error" ? "failed" : undefined;
		},

		async login({ scopes }) {
			if (!scopes.length) return { kind: "signed", value: location.search.slice(1) };
			const given = { app_id: appId(), scope: scopes.join(",") };
			return { kind: "token", value: (await send("GetAuthToken", given)).access_token };
		},
		async user() {
			const found = await send("GetUserInfo");
			const name = [found.first_name, found.last_name].filter(Boolean).join(" ");
			return { id: String(found.id), name, picture: found.photo_200 ?? null };
		},
		async phone() {
			const found = await send("GetPhoneNumber");
			return { kind: "number", value: found.phone_number, sign: found.sign };
		},
		async pay({ order }) {
			const isForm = Boolean(order.action);
			const name = isForm ? "OpenPayForm" : "ShowOrderBox";
			const given = isForm ? { app_id: appId(), ...order } : ordered(order, "item");
			const result = await send(name, given);
			if (result.status === false || result.success === false) fail("failed", "mini.pay: failed");
			return { status: "paid", result };
		},
		share: ({ url }) => send("Share", { link: url }).then(() => {}),
		async location() {
			const { available, lat, long, accuracy } = await send("GetGeodata");
			if (!available) fail("denied", "mini.location: not available");
			const number = (value) => (value === undefined ? null : Number(value));
			return { latitude: number(lat), longitude: number(long), accuracy: number(accuracy) };
		},
		async scan() {
			const { code_data: text } = await send("OpenCodeReader");
			return { text };
		},
		async "storage.get"({ key }) {
			const { keys } = await send("StorageGet", { keys: [key] });
			return keys.find((one) => one.key === key)?.value || null;
		},
		"storage.set": ({ key, value }) => send("StorageSet", { key, value }).then(() => {}),
		"storage.remove": ({ key }) => send("StorageSet", { key, value: "" }).then(() => {}),
		async "storage.clear"() {
			const { keys } = await send("StorageGetKeys", { count: 1000, offset: 0 });
			for (const key of keys) await send("StorageSet", { key, value: "" });
		},
		"clipboard.read": (given) => web["clipboard.read"](given),
		"clipboard.write": ({ text }) => send("CopyText", { text }).then(() => {}),
		async "contacts.pick"({ multiple = false }) {
			const { users } = await send("GetFriends", { multi: multiple });
			return users.map((one) => ({
				name: [one.first_name, one.last_name].filter(Boolean).join(" "),
				phone: null,
				id: String(one.id),
			}));
		},
		"notify.request": () => send("AllowNotifications").then(() => {}),
		openApp: ({ id, path = "" }) =>
			send("OpenApp", { app_id: Number(id), location: path }).then(() => {}),
		close: () => send("Close", { status: "success" }).then(() => {}),
		launch: async () => ({ ...web.launch(), context: await send("GetLaunchParams") }),
		async theme() {
			const { appearance, scheme } = await send("GetConfig");
			return appearance ?? (/dark|space_gray/.test(scheme ?? "") ? "dark" : "light");
		},
		async safeArea() {
			const { insets } = await send("GetConfig");
			return insets ? { top: 0, right: 0, bottom: 0, left: 0, ...insets } : web.safeArea();
		},
		async system() {
			const { platform, version } = await send("GetClientVersion");
			return { ...web.system(), platform, version };
		},
		haptic({ kind }) {
			if (kind === "selection") return send("TapticSelectionChanged").then(() => {});
			if (["success", "warning", "error"].includes(kind))
				return send("TapticNotificationOccurred", { type: kind }).then(() => {});
			return send("TapticImpactOccurred", { style: kind }).then(() => {});
		},
		shortcut: () => send("AddToHomeScreen").then(() => {}),
		async "permission.query"({ name }) {
			return web["permission.query"]({ name });
		},

		listen(event, tell) {
			const names = { show: "ViewRestore", hide: "ViewHide", theme: "UpdateConfig" };
			if (!names[event]) return null;
			const heard = ({ detail }) => {
				if (detail?.type !== `VKWebApp${names[event]}`) return;
				tell(event === "theme" ? detail.data?.appearance : undefined);
			};
			bridge().subscribe(heard);
			return () => bridge().unsubscribe(heard);
		},
	};
};
