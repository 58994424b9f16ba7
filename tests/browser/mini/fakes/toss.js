// Toss's app below npm @apps-in-toss/web-bridge 2.10.8: messages in, events out.
window.asked = [];
window.says = "yes";
(() => {
	const kept = {};
	const answers = {
		appLogin: () => ({ authorizationCode: "toss-code", referrer: "DEFAULT" }), checkoutPayment: () => ({ success: true }),
		requestPermission: () => "allowed", getPermission: () => "notDetermined", share: () => null,
		getCurrentLocation: () => ({ coords: { latitude: 1.5, longitude: 2.5, accuracy: 9 } }),
		openCamera: () => ({ id: "1", dataUri: btoa("picture") }), fetchAlbumPhotos: () => [{ id: "1", dataUri: `data:image/png;base64,${btoa("picture")}` }],
		fetchContacts: () => ({ result: [{ name: "Bob", phoneNumber: "010" }], nextOffset: null, done: true }),
		getStorageItem: (key) => kept[key] ?? null, setStorageItem: (key, value) => { kept[key] = value; }, removeStorageItem: (key) => { delete kept[key]; },
		clearItems: () => { for (const key in kept) delete kept[key]; }, getClipboardText: () => "copied", setClipboardText: () => null,
		openURL: () => true, closeView: () => null, getNetworkStatus: () => "WIFI", generateHapticFeedback: () => null,
	};
	window.__CONSTANT_HANDLER_MAP = { getPlatformOS: "ios", getTossAppVersion: "5.1", getLocale: "ko-KR", getSafeAreaInsets: { top: 47, right: 0, bottom: 34, left: 0 } };
	window.ReactNativeWebView = { postMessage(text) {
		const { type, functionName, eventId, args } = JSON.parse(text);
		asked.push([functionName, ...args]);
		if (says === "never" || type !== "method") return;
		setTimeout(() => {
			if (says === "yes") __GRANITE_NATIVE_EMITTER.emit(`${functionName}/resolve/${eventId}`, answers[functionName](...args));
			else if (functionName === "requestPermission") __GRANITE_NATIVE_EMITTER.emit(`${functionName}/resolve/${eventId}`, "denied");
			else __GRANITE_NATIVE_EMITTER.emit(`${functionName}/reject/${eventId}`, { __isError: true, message: "user canceled", code: "CANCELED" });
		});
	} };
})();
