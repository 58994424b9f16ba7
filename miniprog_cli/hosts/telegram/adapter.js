/** Telegram, through `Telegram.WebApp` of telegram-web-app.js, which the page loads before this. */
globalThis.miniParts.host = ({ fail, MiniError, ordered, web }) => {
	const app = () => globalThis.Telegram?.WebApp;
	/** Older clients have the methods too, where they only warn: the version decides. */
	const since = (version) => () => app().isVersionAtLeast(version);
	/** Wait for `(error, value)`. */
	const stored = (method, ...given) =>
		new Promise((resolve, reject) => {
			app().CloudStorage[method](...given, (error, value) =>
				error ? reject({ code: error, message: String(error) }) : resolve(value),
			);
		});
	const told = (ask) => new Promise((resolve, reject) => ask(resolve, reject));
	const cancelled = (name) => new MiniError("cancelled", `mini.${name}: closed by the user`);
	const settled = (name, sent) => (sent ? undefined : Promise.reject(cancelled(name)));

	return {
		name: "telegram",
		lacks: [],
		// the script sets its global in every browser; only in Telegram it knows the platform
		there: () => Boolean(app()?.initData) || (app()?.platform ?? "unknown") !== "unknown",
		ready: () => app()?.ready(),
		shareable: (url) => url.replace(/#tgWebApp.*/, ""),
		can: {
			login: () => Boolean(app().initData),
			user: () => Boolean(app().initDataUnsafe?.user),
			phone: since("6.9"),
			contacts: since("6.9"),
			pay: since("6.1"),
			share: since("6.1"),
			location: since("8.0"),
			scan: since("6.4"),
			storage: since("6.9"),
			"clipboard.read": since("6.4"),
			notify: since("6.9"),
			openApp: since("6.1"),
			haptic: since("6.1"),
			"ui.alert": since("6.2"),
			"ui.confirm": since("6.2"),
			safeArea: since("8.0"),
			shortcut: since("8.0"),
		},

		login: () => ({ kind: "signed", value: app().initData }),
		user() {
			const {
				id,
				first_name: first,
				last_name: last,
				photo_url: picture,
			} = app().initDataUnsafe.user;
			return {
				id: String(id),
				name: [first, last].filter(Boolean).join(" "),
				picture: picture ?? null,
			};
		},
		async phone() {
			const [contact] = await this["contacts.pick"]();
			return { kind: "number", value: contact.phone };
		},
		"contacts.pick": () =>
			told((resolve, reject) =>
				app().requestContact((isSent, answer) => {
					const contact = answer?.responseUnsafe?.contact;
					if (!isSent) reject(new MiniError("denied", "mini.contacts.pick: not shared"));
					else if (!contact)
						reject(new MiniError("failed", "mini.contacts.pick: sent to the bot only"));
					else
						resolve([
							{
								name: [contact.first_name, contact.last_name].filter(Boolean).join(" "),
								phone: contact.phone_number,
							},
						]);
				}),
			),
		async pay({ order }) {
			const { url } = typeof order === "string" ? { url: order } : ordered(order, "url");
			if (!/^https:\/\/t\.me\/(\$|invoice\/)/.test(url))
				fail("invalid", "mini.pay: url is no invoice link, as https://t.me/$…");
			return told((resolve, reject) =>
				app().openInvoice(url, (status) => {
					if (status === "cancelled") reject(cancelled("pay"));
					else if (status === "failed")
						reject(new MiniError("failed", "mini.pay: failed", { hostCode: status }));
					else resolve({ status, result: status });
				}),
			);
		},
		share({ title, text, url, message }) {
			if (message && app().isVersionAtLeast("8.0"))
				return told((resolve) => app().shareMessage(message, resolve)).then((sent) =>
					settled("share", sent),
				);
			const words = encodeURIComponent(text ?? title ?? "");
			const link = encodeURIComponent(url);
			return app().openTelegramLink(`https://t.me/share/url?url=${link}&text=${words}`);
		},
		async location() {
			const manager = app().LocationManager;
			if (!manager.isInited) await told((resolve) => manager.init(resolve));
			if (!manager.isLocationAvailable)
				fail("unsupported", "mini.location: this phone has no location");
			const found = await told((resolve) => manager.getLocation(resolve));
			if (!found) fail("denied", "mini.location: not allowed");
			const { latitude, longitude, horizontal_accuracy: accuracy } = found;
			return { latitude, longitude, accuracy: accuracy ?? null };
		},
		scan: () =>
			told((resolve, reject) => {
				const closed = () => {
					app().offEvent("scanQrPopupClosed", closed);
					reject(cancelled("scan"));
				};
				app().onEvent("scanQrPopupClosed", closed);
				app().showScanQrPopup({}, (text) => {
					app().offEvent("scanQrPopupClosed", closed);
					resolve({ text });
					return true; // closes it
				});
			}),
		"storage.get": async ({ key }) => (await stored("getItem", key)) || null,
		"storage.set": async ({ key, value }) => void (await stored("setItem", key, value)),
		"storage.remove": async ({ key }) => void (await stored("removeItem", key)),
		async "storage.clear"() {
			await stored("removeItems", await stored("getKeys"));
		},
		"clipboard.read": async () => {
			const text = await told((resolve) => app().readTextFromClipboard(resolve));
			return text ?? fail("denied", "mini.clipboard.read: only after a tap, and in the menu");
		},
		"clipboard.write": (given) => web["clipboard.write"](given),
		async "notify.request"() {
			if (!(await told((resolve) => app().requestWriteAccess(resolve))))
				fail("denied", "mini.notify.request: not allowed");
		},
		openApp: ({ id }) => app().openTelegramLink(`https://t.me/${id}`),
		openUrl: ({ url }) => app().openLink(url),
		close: () => app().close(),
		launch() {
			const query = web.launch();
			return { ...query, start: app().initDataUnsafe?.start_param ?? null };
		},
		theme: () => app().colorScheme,
		safeArea() {
			const [outer, inner] = [app().safeAreaInset, app().contentSafeAreaInset];
			const sides = ["top", "right", "bottom", "left"];
			return Object.fromEntries(
				sides.map((side) => [side, (outer?.[side] ?? 0) + (inner?.[side] ?? 0)]),
			);
		},
		system: () => ({
			...web.system(),
			platform: app().platform,
			version: app().version,
			language: app().initDataUnsafe?.user?.language_code ?? navigator.language,
		}),
		haptic({ kind }) {
			const haptic = app().HapticFeedback;
			if (kind === "selection") haptic.selectionChanged();
			else if (["success", "warning", "error"].includes(kind)) haptic.notificationOccurred(kind);
			else haptic.impactOccurred(kind);
		},
		"ui.alert": ({ text }) => told((resolve) => app().showAlert(text, resolve)),
		"ui.confirm": ({ text }) => told((resolve) => app().showConfirm(text, resolve)),
		"ui.toast": (given) => web["ui.toast"](given),
		"ui.title": (given) => web["ui.title"](given),
		shortcut: () =>
			told((resolve, reject) => {
				const end = (settle) => (detail) => {
					app().offEvent("homeScreenAdded", added);
					app().offEvent("homeScreenFailed", failed);
					settle(detail);
				};
				const added = end(() => resolve());
				const failed = end(() => reject(cancelled("shortcut")));
				app().onEvent("homeScreenAdded", added);
				app().onEvent("homeScreenFailed", failed);
				app().addToHomeScreen();
			}),

		listen(event, tell) {
			const names = { show: "activated", hide: "deactivated", theme: "themeChanged" };
			const name = names[event];
			if (!name || (event !== "theme" && !app().isVersionAtLeast("8.0"))) return null;
			const heard = () => tell(event === "theme" ? app().colorScheme : undefined);
			app().onEvent(name, heard);
			return () => app().offEvent(name, heard);
		},
	};
};
