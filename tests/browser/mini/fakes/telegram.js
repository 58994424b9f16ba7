// Telegram.WebApp 8.0, after https://core.telegram.org/bots/webapps and @types/telegram-web-app.
window.asked = [];
window.says = "yes";
(() => {
	const heard = {};
	const note = (name, ...given) => asked.push([name, ...given]);
	const answer = (callback, yes, no) => says !== "never" && setTimeout(() => callback(...(says === "yes" ? yes : no)));
	const kept = {};
	const app = {
		initData: "user=%7B%22id%22%3A7%7D&hash=abc",
		initDataUnsafe: { start_param: "level-3", user: { id: 7, first_name: "Ada", last_name: "L", language_code: "de" } },
		version: "8.0", platform: "android", colorScheme: "dark",
		safeAreaInset: { top: 20, right: 0, bottom: 10, left: 0 },
		contentSafeAreaInset: { top: 40, right: 0, bottom: 0, left: 0 },
		isVersionAtLeast: (wanted) => Number(app.version) >= Number(wanted),
		ready: () => note("ready"),
		close: () => note("close"),
		onEvent: (name, listener) => (heard[name] ??= []).push(listener),
		offEvent: (name, listener) => { heard[name] = heard[name]?.filter((one) => one !== listener); },
		emit: (name, detail) => heard[name]?.forEach((listener) => listener(detail)),
		requestContact: (done) => answer(done, [true, { responseUnsafe: { contact: { first_name: "Ada", phone_number: "+49123" } } }], [false]),
		openInvoice: (url, done) => { note("openInvoice", url); answer(done, ["paid"], [says === "fail" ? "failed" : "cancelled"]); },
		openTelegramLink: (url) => note("openTelegramLink", url),
		openLink: (url) => note("openLink", url),
		shareMessage: (id, done) => answer(done, [true], [false]),
		LocationManager: { isInited: false, isLocationAvailable: true,
			init(done) { this.isInited = true; done(); },
			getLocation: (done) => answer(done, [{ latitude: 1.5, longitude: 2.5, horizontal_accuracy: 9 }], [null]) },
		showScanQrPopup: (_, done) => { if (says === "yes") setTimeout(() => done("QR")); else if (says !== "never") setTimeout(() => app.emit("scanQrPopupClosed")); },
		CloudStorage: {
			setItem: (key, value, done) => { kept[key] = value; done(null, true); },
			getItem: (key, done) => done(null, kept[key] ?? ""),
			removeItem: (key, done) => { delete kept[key]; done(null, true); },
			removeItems: (keys, done) => { for (const key of keys) delete kept[key]; done(null, true); },
			getKeys: (done) => done(null, Object.keys(kept)),
		},
		readTextFromClipboard: (done) => answer(done, ["copied"], [null]),
		requestWriteAccess: (done) => answer(done, [true], [false]),
		showAlert: (text, done) => { note("showAlert", text); answer(done, [], []); },
		showConfirm: (text, done) => answer(done, [true], [false]),
		HapticFeedback: { impactOccurred: (kind) => note("impact", kind), notificationOccurred: (kind) => note("notification", kind), selectionChanged: () => note("selection") },
		addToHomeScreen: () => setTimeout(() => app.emit(says === "yes" ? "homeScreenAdded" : "homeScreenFailed", {})),
	};
	window.Telegram = { WebApp: app };
})();
