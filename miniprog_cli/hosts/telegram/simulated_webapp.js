/** `Telegram.WebApp` in the preview, where the page cannot load telegram-web-app.js, as without a network. */
(() => {
	const simulated = globalThis.miniSimulated;
	const { VERSION, hasSince, isAtLeast, isDark, launch, listeners, post, theme } = simulated.client;
	const initData = simulated.launch.initData ?? "";
	const heard = {};
	const NAMES = {
		theme_changed: "themeChanged",
		viewport_changed: "viewportChanged",
		main_button_pressed: "mainButtonClicked",
		secondary_button_pressed: "secondaryButtonClicked",
		back_button_pressed: "backButtonClicked",
		scan_qr_popup_closed: "scanQrPopupClosed",
		qr_text_received: "qrTextReceived",
		home_screen_added: "homeScreenAdded",
		home_screen_failed: "homeScreenFailed",
		safe_area_changed: "safeAreaChanged",
	};

	const parse = (text) =>
		Object.fromEntries(
			[...new URLSearchParams(text)].map(([name, value]) => {
				const isObject = /^[[{]/.test(value);
				return [name, isObject ? JSON.parse(value) : value];
			}),
		);
	const emit = (name, detail) => {
		for (const listener of heard[name] ?? []) listener.call(app, detail);
	};
	listeners.push((event, data) => {
		if (event === "visibility_changed") emit(data.is_visible ? "activated" : "deactivated");
		else if (NAMES[event]) emit(NAMES[event], data);
	});

	/** Wait for an event once; `when` tells whether it is the one. */
	function once(event, when, then) {
		const listener = (name, data) => {
			if (name !== event || !when(data)) return;
			listeners.splice(listeners.indexOf(listener), 1);
			then(data);
		};
		listeners.push(listener);
	}
	const any = () => true;
	let number = 0;

	function since(version, name) {
		if (hasSince(version)) return;
		console.error(`[Telegram.WebApp] Method ${name} is not supported in version ${VERSION}`);
		throw Error("WebAppMethodUnsupported");
	}

	/** Post an event on behalf of a method. */
	const send = (method, event, data = {}) => post(event, data, `Telegram.WebApp.${method}`);

	function invoke(via, method, params, done) {
		since("6.9", via);
		number += 1;
		const id = `preview-${number}`;
		once(
			"custom_method_invoked",
			({ req_id: one }) => one === id,
			({ result, error }) => done?.(error ?? null, result),
		);
		send(via, "web_app_invoke_custom_method", { req_id: id, method, params });
	}

	const storage = {
		setItem: (key, value, done) =>
			invoke("CloudStorage.setItem", "saveStorageValue", { key, value }, done),
		getItem: (key, done) =>
			invoke("CloudStorage.getItem", "getStorageValues", { keys: [key] }, (error, found) =>
				done?.(error, found?.[key]),
			),
		getItems: (keys, done) => invoke("CloudStorage.getItems", "getStorageValues", { keys }, done),
		removeItem: (key, done) =>
			invoke("CloudStorage.removeItem", "deleteStorageValues", { keys: [key] }, done),
		removeItems: (keys, done) =>
			invoke("CloudStorage.removeItems", "deleteStorageValues", { keys }, done),
		getKeys: (done) => invoke("CloudStorage.getKeys", "getStorageKeys", {}, done),
	};

	const impact = (data) => {
		send("HapticFeedback", "web_app_trigger_haptic_feedback", data);
		return haptic;
	};
	const haptic = {
		impactOccurred: (style) => impact({ type: "impact", impact_style: style }),
		notificationOccurred: (type) => impact({ type: "notification", notification_type: type }),
		selectionChanged: () => impact({ type: "selection_change" }),
	};

	const place = {
		isInited: false,
		isLocationAvailable: false,
		isAccessRequested: false,
		isAccessGranted: false,
		init(done) {
			since("8.0", "LocationManager.init");
			once("location_checked", any, (found) => {
				place.isInited = true;
				place.isLocationAvailable = found.available;
				place.isAccessRequested = found.access_requested;
				place.isAccessGranted = found.access_granted;
				done?.();
			});
			send("LocationManager.init", "web_app_check_location");
			return place;
		},
		getLocation(done) {
			since("8.0", "LocationManager.getLocation");
			once("location_requested", any, ({ available, ...found }) =>
				done?.(available ? found : null),
			);
			send("LocationManager.getLocation", "web_app_request_location");
			return place;
		},
		openSettings: () => place,
	};

	const after = (_nothing, value) => value;

	/** Make the object of a button that Telegram draws. */
	function button(event, clicked, first) {
		const state = { is_visible: false, is_active: true, text: first, color: "#3390ec" };
		const show = () => send("Button", event, state);
		const change = (values) => {
			Object.assign(state, values);
			show();
			return self;
		};
		const self = {
			get text() {
				return state.text;
			},
			get isVisible() {
				return state.is_visible;
			},
			get isActive() {
				return state.is_active;
			},
			show: () => change({ is_visible: true }),
			hide: () => change({ is_visible: false }),
			enable: () => change({ is_active: true }),
			disable: () => change({ is_active: false }),
			setText: (text) => change({ text }),
			showProgress: () => change({ is_progress_visible: true }),
			hideProgress: () => change({ is_progress_visible: false }),
			setParams: ({ text = state.text, is_visible = state.is_visible, ...rest }) =>
				change({ ...rest, text, is_visible }),
			onClick: (done) => after(app.onEvent(clicked, done), self),
			offClick: (done) => after(app.offEvent(clicked, done), self),
		};
		return self;
	}

	function popup(method, params, done) {
		since("6.2", method);
		once("popup_closed", any, ({ button_id: id }) => done?.(id ?? null));
		const buttons = params.buttons ?? [{ id: "", type: "close" }];
		send(method, "web_app_open_popup", { ...params, buttons });
	}

	const CONFIRM = [
		{ id: "ok", type: "ok" },
		{ id: "", type: "cancel" },
	];

	const app = {
		initData,
		initDataUnsafe: parse(initData),
		version: VERSION,
		platform: simulated.settings.device.platform,
		get colorScheme() {
			return isDark() ? "dark" : "light";
		},
		get themeParams() {
			return theme();
		},
		isExpanded: true,
		isActive: true,
		get viewportHeight() {
			return innerHeight;
		},
		get viewportStableHeight() {
			return innerHeight;
		},
		get safeAreaInset() {
			return simulated.answers.insets();
		},
		contentSafeAreaInset: { top: 0, right: 0, bottom: 0, left: 0 },
		CloudStorage: storage,
		HapticFeedback: haptic,
		LocationManager: place,
		MainButton: button("web_app_setup_main_button", "mainButtonClicked", "Continue"),
		SecondaryButton: button("web_app_setup_secondary_button", "secondaryButtonClicked", "Cancel"),
		BackButton: button("web_app_setup_back_button", "backButtonClicked", "Back"),
		isVersionAtLeast: (wanted) => isAtLeast(VERSION, wanted) >= 0,
		onEvent(name, listener) {
			heard[name] ??= new Set();
			heard[name].add(listener);
		},
		offEvent: (name, listener) => void heard[name]?.delete(listener),
		ready: () => send("ready", "web_app_ready"),
		expand: () => send("expand", "web_app_expand"),
		close: () => send("close", "web_app_close"),
		openLink: (url) => send("openLink", "web_app_open_link", { url: String(url) }),
		openTelegramLink(address) {
			const { pathname, search } = new URL(address, location.href);
			since("6.1", "openTelegramLink");
			send("openTelegramLink", "web_app_open_tg_link", { path_full: pathname + search });
		},
		openInvoice(address, done) {
			since("6.1", "openInvoice");
			const slug = new URL(address).pathname.replace(/^\/(\$|invoice\/)/, "");
			once(
				"invoice_closed",
				(found) => found.slug === slug,
				({ status }) => {
					done?.(status);
					emit("invoiceClosed", { url: address, status });
				},
			);
			send("openInvoice", "web_app_open_invoice", { slug });
		},
		showPopup: (params, done) => popup("showPopup", params, done),
		showAlert: (message, done) => popup("showAlert", { message }, () => done?.()),
		showConfirm: (message, done) =>
			popup("showConfirm", { message, buttons: CONFIRM }, (id) => done?.(id === "ok")),
		showScanQrPopup(params, done) {
			since("6.4", "showScanQrPopup");
			once("qr_text_received", any, ({ data }) => done?.(data));
			send("showScanQrPopup", "web_app_open_scan_qr_popup", params);
		},
		closeScanQrPopup: () => send("closeScanQrPopup", "web_app_close_scan_qr_popup"),
		readTextFromClipboard(done) {
			since("6.4", "readTextFromClipboard");
			number += 1;
			const id = `preview-${number}`;
			once(
				"clipboard_text_received",
				({ req_id: one }) => one === id,
				({ data }) => done?.(data),
			);
			send("readTextFromClipboard", "web_app_read_text_from_clipboard", { req_id: id });
		},
		requestWriteAccess(done) {
			since("6.9", "requestWriteAccess");
			once("write_access_requested", any, ({ status }) => done?.(status === "allowed"));
			send("requestWriteAccess", "web_app_request_write_access");
		},
		requestContact(done) {
			since("6.9", "requestContact");
			once("phone_requested", any, ({ status }) => {
				if (status !== "sent") {
					done?.(false, { status });
					return;
				}
				invoke("requestContact", "getRequestedContact", {}, (_, response) =>
					done?.(true, { status, response, responseUnsafe: parse(response) }),
				);
			});
			send("requestContact", "web_app_request_phone");
		},
		shareMessage(id, done) {
			since("8.0", "shareMessage");
			const end = (sent) => () => done?.(sent);
			once("prepared_message_sent", any, end(true));
			once("prepared_message_failed", any, end(false));
			send("shareMessage", "web_app_send_prepared_message", { id });
		},
		addToHomeScreen() {
			since("8.0", "addToHomeScreen");
			send("addToHomeScreen", "web_app_add_to_home_screen");
		},
		checkHomeScreenStatus: (done) => done?.("missed"),
		setHeaderColor: (color) => send("setHeaderColor", "web_app_set_header_color", { color }),
		setBackgroundColor: (color) =>
			send("setBackgroundColor", "web_app_set_background_color", { color }),
		enableClosingConfirmation: () => {},
		disableClosingConfirmation: () => {},
		sendData: (data) => send("sendData", "web_app_data_send", { data }),
	};

	/** @type {any} */ (globalThis).Telegram = { WebApp: app };
	// as the script leaves it for the pages after the first
	sessionStorage.setItem("__telegram__initParams", JSON.stringify(parsedLaunch()));

	function parsedLaunch() {
		return Object.fromEntries(new URLSearchParams(launch));
	}
})();
