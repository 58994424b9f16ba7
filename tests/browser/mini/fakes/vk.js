// VK Bridge 3, after https://github.com/VKCOM/vk-bridge and its types.
window.asked = [];
window.says = "yes";
(() => {
	const kept = {};
	const answers = {
		Init: () => ({ result: true }), GetUserInfo: () => ({ id: 7, first_name: "Ada", last_name: "L", photo_200: "https://vk.test/a.png" }),
		GetAuthToken: () => ({ access_token: "vk-token" }), GetPhoneNumber: () => ({ phone_number: "79001", sign: "s" }),
		OpenPayForm: () => ({ status: true }), ShowOrderBox: () => ({ success: true }), Share: () => ({ result: true }),
		GetGeodata: () => ({ available: 1, lat: "1.5", long: "2.5" }), OpenCodeReader: () => ({ code_data: "QR" }),
		StorageGet: ({ keys }) => ({ keys: keys.map((key) => ({ key, value: kept[key] ?? "" })) }),
		StorageSet: ({ key, value }) => { kept[key] = value; return { result: true }; },
		StorageGetKeys: () => ({ keys: Object.keys(kept) }), CopyText: () => ({ result: true }),
		GetFriends: () => ({ users: [{ id: 8, first_name: "Bob", last_name: "" }] }), AllowNotifications: () => ({ result: true }),
		OpenApp: () => ({ result: true }), Close: () => ({ payload: null }), GetLaunchParams: () => ({ vk_app_id: 1 }),
		GetConfig: () => ({ appearance: "dark", insets: { top: 5, bottom: 6 } }), GetClientVersion: () => ({ platform: "android", version: "8" }),
		TapticImpactOccurred: () => ({ result: true }), TapticNotificationOccurred: () => ({ result: true }), TapticSelectionChanged: () => ({ result: true }),
		AddToHomeScreen: () => ({ result: true }),
	};
	const subscribers = new Set();
	window.vkBridge = {
		isEmbedded: () => true, supportsAsync: async (name) => name.slice(8) in answers,
		subscribe: (listener) => subscribers.add(listener), unsubscribe: (listener) => subscribers.delete(listener),
		emit: (type, data) => subscribers.forEach((listener) => listener({ detail: { type, data } })),
		send(name, given) {
			asked.push([name.slice(8), given]);
			const known = answers[name.slice(8)];
			if (says === "never" && name !== "VKWebAppInit") return new Promise(() => {});
			if (says === "yes" || name === "VKWebAppInit") return Promise.resolve(known(given));
			const error_code = says === "no" ? 4 : 3;
			return Promise.reject({ error_type: "client_error", error_data: { error_code, error_reason: "User denied" } });
		},
	};
})();
