/**
 * Telegram's app in the preview, beneath telegram-web-app.js and every other SDK: it takes events and
 * sends events (https://core.telegram.org/bots/webapps, https://docs.telegram-mini-apps.com/platform).
 */
(() => {
	const simulated = globalThis.miniSimulated;
	const { answers, call, now, Refusal, settings, shown, store } = simulated;
	const VERSION = settings.device.old ? "6.0" : "9.1";
	const SIDES = ["top", "right", "bottom", "left"];
	/** The version that each came with, where it was not the first. */
	const SINCE = {
		web_app_open_invoice: "6.1",
		web_app_open_tg_link: "6.1",
		web_app_trigger_haptic_feedback: "6.1",
		web_app_open_popup: "6.2",
		web_app_open_scan_qr_popup: "6.4",
		web_app_read_text_from_clipboard: "6.4",
		web_app_request_write_access: "6.9",
		web_app_request_phone: "6.9",
		web_app_invoke_custom_method: "6.9",
		web_app_request_safe_area: "8.0",
		web_app_request_content_safe_area: "8.0",
		web_app_add_to_home_screen: "8.0",
		web_app_check_home_screen: "8.0",
		web_app_check_location: "8.0",
		web_app_request_location: "8.0",
		web_app_send_prepared_message: "8.0",
	};
	const LIGHT = { bg_color: "#ffffff", text_color: "#000000", hint_color: "#707579" };
	const DARK = { bg_color: "#212121", text_color: "#ffffff", hint_color: "#aaaaaa" };
	const ACCENT = { link_color: "#3390ec", button_color: "#3390ec", button_text_color: "#ffffff" };
	simulated.manner = { accent: "#3390ec", onAccent: "#fff", isSheet: false };
	simulated.agent = `Telegram-Android/11.4 (Pixel 8; Android 14; SDK 34; AVERAGE)`;

	const isDark = () => answers.theme() === "dark";
	const theme = () => ({
		...(isDark() ? DARK : LIGHT),
		...ACCENT,
		secondary_bg_color: isDark() ? "#0f0f0f" : "#f4f4f5",
	});
	const viewport = () => ({
		height: innerHeight,
		width: innerWidth,
		is_state_stable: true,
		is_expanded: true,
	});
	const isAtLeast = (version, wanted = "6.0") => {
		const [one, other] = [version, wanted].map((text) => text.split(".").map(Number));
		return one[0] - other[0] || (one[1] ?? 0) - (other[1] ?? 0);
	};
	const hasSince = (wanted) => isAtLeast(VERSION, wanted) >= 0;

	// -- to the program

	const listeners = [];

	/** Send an event, to our own `Telegram.WebApp` and to an SDK that the page brings. */
	function receive(event, data = {}) {
		for (const listener of listeners) listener(event, data);
		const { Telegram, TelegramGameProxy } = /** @type {any} */ (globalThis);
		const heard = Telegram?.WebView ?? TelegramGameProxy;
		heard?.receiveEvent?.(event, data);
	}

	/** Ask the simulated host, and send an event of what it says, or of its refusal. */
	const asked = (api, via, args, perform, yes, no) =>
		call(api, { via, args }, perform).then(yes, no);

	// -- from the program

	const yes = (_nothing) => true;
	const METHODS = {
		getStorageValues: ({ keys }) =>
			Object.fromEntries([keys].flat().map((key) => [key, store.get(key) ?? ""])),
		saveStorageValue: ({ key, value }) => yes(store.set(key, value)),
		deleteStorageValues: ({ keys }) => yes([keys].flat().map(store.remove)),
		getStorageKeys: () => store.keys(),
		getRequestedContact: () => contact,
	};
	const STORAGE = {
		getStorageValues: "storage.get",
		saveStorageValue: "storage.set",
		deleteStorageValues: "storage.remove",
		getStorageKeys: "storage.keys",
	};
	let contact = "";

	function sharedContact(phone) {
		const { first, last, id } = simulated.person();
		const card = { user_id: Number(id), phone_number: phone, first_name: first, last_name: last };
		const at = String(Math.floor(Date.now() / 1000));
		// the preview signs what it opens a program with, not this
		const fields = { contact: JSON.stringify(card), auth_date: at, hash: "0".repeat(64) };
		return new URLSearchParams(fields).toString();
	}

	const handlers = {
		web_app_ready: (_, via) => now("ready", { via, args: {} }, () => undefined),
		web_app_close: (_, via) => void call("close", { via, args: {} }, answers.close),
		web_app_request_theme: () => receive("theme_changed", { theme_params: theme() }),
		web_app_request_viewport: () => receive("viewport_changed", viewport()),
		web_app_request_safe_area: () => receive("safe_area_changed", answers.insets()),
		web_app_request_content_safe_area: () =>
			receive("content_safe_area_changed", Object.fromEntries(SIDES.map((side) => [side, 0]))),
		web_app_open_link: ({ url }, via) => {
			now("openUrl", { via, args: { url } }, () => answers.openUrl(url));
		},
		web_app_open_tg_link({ path_full: path }, via) {
			const shares = /^\/share\/url\?(.*)/.exec(path);
			if (!shares) {
				const args = { id: path.slice(1) };
				call("openApp", { via, args }, () => answers.openApp(args)).catch(() => {});
				return;
			}
			const { url, text } = Object.fromEntries(new URLSearchParams(shares[1]));
			call("share", { via, args: { url, text } }, () => answers.share({ url, text })).catch(
				() => {},
			);
		},
		web_app_open_invoice({ slug }, via) {
			const end = (status) => receive("invoice_closed", { slug, status });
			const refused = ({ code }) => end(code === "cancelled" ? "cancelled" : "failed");
			const pay = () => answers.pay({ what: `Invoice ${slug}` });
			asked("pay", via, { slug }, pay, () => end("paid"), refused);
		},
		async web_app_open_popup({ title, message, buttons = [] }, via) {
			const WORDS = { ok: "OK", close: "Close", cancel: "Cancel" };
			const choices = buttons.map(({ id, type, text }) => [id ?? "", text ?? WORDS[type] ?? "OK"]);
			const api = buttons.length > 1 ? "ui.confirm" : "ui.alert";
			const ask = () => simulated.ask({ title: title || "Telegram", text: message, choices });
			const id = await call(api, { via, args: { title, message, buttons } }, ask);
			receive("popup_closed", id === null ? {} : { button_id: id });
		},
		web_app_open_scan_qr_popup(_, via) {
			asked("scan", via, {}, answers.scan, sentText, () => receive("scan_qr_popup_closed"));
			function sentText(text) {
				receive("qr_text_received", { data: text });
			}
		},
		web_app_read_text_from_clipboard({ req_id: id }, via) {
			const end = (data) => receive("clipboard_text_received", { req_id: id, ...data });
			const said = (data) => end({ data });
			asked("clipboard.read", via, {}, answers.readClipboard, said, () => end({ data: null }));
		},
		web_app_request_write_access(_, via) {
			const end = (status) => () => receive("write_access_requested", { status });
			asked("notify.request", via, {}, answers.notify, end("allowed"), end("cancelled"));
		},
		web_app_request_phone(_, via) {
			const end = (status) => receive("phone_requested", { status });
			const sent = (phone) => {
				contact = sharedContact(phone);
				end("sent");
			};
			asked("phone", via, {}, answers.phone, sent, () => end("cancelled"));
		},
		web_app_invoke_custom_method({ req_id: id, method, params = {} }, via) {
			const end = (said) => receive("custom_method_invoked", { req_id: id, ...said });
			const perform = () => {
				if (!METHODS[method]) throw new Refusal("unsupported", "METHOD_NOT_FOUND");
				if (STORAGE[method]) answers.online(); // it is kept in Telegram's cloud
				return METHODS[method](params);
			};
			const api = STORAGE[method] ?? method;
			const said = (result) => end({ result });
			asked(api, `${via} ${method}`, params, perform, said, (error) =>
				end({ error: error.message }),
			);
		},
		web_app_trigger_haptic_feedback(data, via) {
			const kind = data.impact_style ?? data.notification_type ?? "selection";
			now("haptic", { via, args: data }, () => answers.haptic(kind));
		},
		web_app_add_to_home_screen(_, via) {
			const added = () => receive("home_screen_added");
			const failed = () => receive("home_screen_failed", { error: "USER_DECLINED" });
			asked("shortcut", via, {}, answers.shortcut, added, failed);
		},
		web_app_check_home_screen: () => receive("home_screen_checked", { status: "missed" }),
		web_app_check_location() {
			const state = simulated.permission("location");
			const [access_requested, access_granted] = [state !== "ask", state === "allow"];
			receive("location_checked", { available: true, access_requested, access_granted });
		},
		web_app_request_location(_, via) {
			const found = ({ latitude, longitude, accuracy }) => {
				const place = { latitude, longitude, horizontal_accuracy: accuracy };
				receive("location_requested", { available: true, ...place });
			};
			const refused = () => receive("location_requested", { available: false });
			asked("location", via, {}, answers.location, found, refused);
		},
		web_app_send_prepared_message({ id }, via) {
			const share = () => answers.share({ title: `Message ${id}` });
			const failed = () => receive("prepared_message_failed", { error: "USER_DECLINED" });
			asked("share", via, { id }, share, () => receive("prepared_message_sent"), failed);
		},
		web_app_setup_main_button: (data) =>
			simulated.button("main", data, () => receive("main_button_pressed")),
		web_app_setup_secondary_button: (data) =>
			simulated.button("secondary", data, () => receive("secondary_button_pressed")),
		web_app_setup_back_button: (data) =>
			simulated.button("back", { ...data, text: "‹ Back", is_active: true }, () =>
				receive("back_button_pressed"),
			),
	};

	/** Take an event of the program; what this version does not know is passed over, as in the app. */
	function post(name, data, via = name) {
		if (!hasSince(SINCE[name])) return;
		if (handlers[name]) handlers[name](data ?? {}, via);
		else shown(name, data ?? {});
	}

	/** @type {any} */ (globalThis).TelegramWebviewProxy = {
		postEvent: (name, text) => post(name, text ? JSON.parse(text) : {}),
	};

	simulated.changed((after, before) => {
		if (after.device.theme !== before.device.theme) handlers.web_app_request_theme();
		if (after.page.visible !== before.page.visible && hasSince("8.0"))
			receive("visibility_changed", { is_visible: after.page.visible });
		if (JSON.stringify(after.insets) !== JSON.stringify(before.insets) && hasSince("8.0"))
			handlers.web_app_request_safe_area();
	});
	addEventListener("resize", () => handlers.web_app_request_viewport());

	// -- how the program is opened

	const launch = new URLSearchParams({
		...(simulated.launch.initData && { tgWebAppData: simulated.launch.initData }),
		tgWebAppVersion: VERSION,
		tgWebAppPlatform: settings.device.platform,
		tgWebAppThemeParams: JSON.stringify(theme()),
		...(settings.launch.start && { tgWebAppStartParam: settings.launch.start }),
	}).toString();
	simulated.opened({ hash: launch });

	simulated.client = { VERSION, hasSince, isDark, isAtLeast, launch, listeners, post, theme };
})();
