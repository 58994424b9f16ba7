/** What programs ask about the device and the window they run in, and what changes of it. */
(() => {
	const native = globalThis.miniNative;
	const { simulated } = native;
	const { answers } = simulated;
	const SYSTEMS = { android: "Android 14", ios: "iOS 17.5", desktop: "Windows 11" };

	function windowInfo() {
		const { top, bottom, left, right } = answers.insets();
		const [width, height] = [innerWidth, innerHeight];
		const statusBarHeight = top || 0;
		return {
			pixelRatio: devicePixelRatio,
			screenWidth: width,
			screenHeight: height + statusBarHeight,
			windowWidth: width,
			windowHeight: height,
			statusBarHeight,
			screenTop: 0,
			safeArea: {
				top,
				left,
				right: width - right,
				bottom: height - bottom,
				width: width - left - right,
				height: height - top - bottom,
			},
		};
	}

	function deviceInfo() {
		const { platform } = simulated.settings.device;
		return {
			abi: "arm64-v8a",
			deviceAbi: "arm64-v8a",
			benchmarkLevel: 40,
			brand: "miniprog",
			model: "preview",
			system: SYSTEMS[platform] ?? String(platform),
			platform: platform === "desktop" ? "windows" : platform,
			cpuType: "",
			memorySize: "8192",
		};
	}

	function appInfo() {
		const { language, old } = simulated.settings.device;
		return {
			SDKVersion: old ? "2.10.0" : "3.7.6",
			enableDebug: false,
			host: { env: simulated.title, appId: "" },
			language: String(language).replace("-", "_"),
			version: "8.0.50",
			theme: answers.theme(),
			fontSizeSetting: 16,
			fontSizeScaleFactor: 1,
		};
	}

	const setting = () => ({
		bluetoothEnabled: true,
		locationEnabled: true,
		wifiEnabled: true,
		deviceOrientation: innerWidth > innerHeight ? "landscape" : "portrait",
	});
	const authorized = () => {
		const of = (name) =>
			({ allow: "authorized", deny: "denied" })[simulated.permission(name)] ?? "not determined";
		return {
			albumAuthorized: of("photo"),
			cameraAuthorized: of("camera"),
			locationAuthorized: of("location"),
			microphoneAuthorized: "authorized",
			notificationAuthorized: of("notify"),
			bluetoothAuthorized: "authorized",
			locationReducedAccuracy: false,
			notificationAlertAuthorized: of("notify"),
			notificationBadgeAuthorized: of("notify"),
			notificationSoundAuthorized: of("notify"),
			phoneCalendarAuthorized: "authorized",
		};
	};
	const all = () => ({
		...deviceInfo(),
		...windowInfo(),
		...appInfo(),
		...setting(),
		...authorized(),
	});

	/** Gather listeners of something that changes: `on…` and `off…` of one name. */
	const heard = new Map();
	const listeners = (name) => {
		if (!heard.has(name)) heard.set(name, new Set());
		return heard.get(name);
	};
	const pair = (name) => ({
		[`on${name}`]: (listener) => void listeners(name).add(listener),
		[`off${name}`]: (listener) =>
			void (listener ? listeners(name).delete(listener) : listeners(name).clear()),
	});
	native.heard = {
		pair,
		tell(name, ...given) {
			for (const listener of [...listeners(name)]) native.guarded(name, () => listener(...given));
		},
	};

	const TYPES = { wifi: "wifi", cellular: "4g" };
	const network = () => {
		const { online, type } = simulated.settings.network;
		return online ? (TYPES[type] ?? type) : "none";
	};

	native.api({
		calls: {
			getSystemInfo: all,
			getSystemInfoAsync: all,
			getNetworkType: () => ({
				networkType: network(),
				signalStrength: -50,
				hasSystemProxy: false,
			}),
			vibrateShort: ({ type = "medium" }) => answers.haptic(type),
			vibrateLong: () => answers.haptic("long"),
			makePhoneCall: ({ phoneNumber }) => simulated.shown("makePhoneCall", { phoneNumber }),
			setKeepScreenOn: () => {},
			setScreenBrightness: () => {},
			getScreenBrightness: () => ({ value: 0.8 }),
			getBatteryInfo: () => ({ level: 80, isCharging: false }),
			hideKeyboard: () => void (/** @type {any} */ (document.activeElement)?.blur()),
			openSystemBluetoothSetting: () => {},
			openAppAuthorizeSetting: () => {},
		},
		capabilities: { getNetworkType: "network", vibrateShort: "haptic", vibrateLong: "haptic" },
		values: {
			getSystemInfoSync: all,
			getWindowInfo: windowInfo,
			getDeviceInfo: deviceInfo,
			getAppBaseInfo: appInfo,
			getSystemSetting: setting,
			getAppAuthorizeSetting: authorized,
			getBatteryInfoSync: () => ({ level: 80, isCharging: false }),
			getAccountInfoSync: () => ({
				miniProgram: { appId: native.sources.program.appId, envVersion: "develop", version: "" },
				plugin: {},
			}),
			getMenuButtonBoundingClientRect: () => ({
				top: 6,
				bottom: 38,
				left: innerWidth - 97,
				right: innerWidth - 10,
				width: 87,
				height: 32,
			}),
			canIUse: (name) => {
				const [first, ...rest] = String(name).split(".");
				return native.host.has(first) || (native.elements.has(first) && rest.length <= 1);
			},
			getRendererUserAgent: async () => navigator.userAgent,
			...pair("NetworkStatusChange"),
			...pair("NetworkWeakChange"),
			...pair("WindowResize"),
			...pair("ThemeChange"),
			...pair("UserCaptureScreen"),
			...pair("MemoryWarning"),
			...pair("KeyboardHeightChange"),
			...pair("AudioInterruptionBegin"),
			...pair("AudioInterruptionEnd"),
		},
	});

	addEventListener("resize", () => {
		const size = { windowWidth: innerWidth, windowHeight: innerHeight };
		native.heard.tell("WindowResize", { size });
		native.pages.current()?.call("onResize", { size });
	});
	simulated.changed(({ network: now, device }, before) => {
		if (now.online !== before.network.online || now.type !== before.network.type) {
			native.heard.tell("NetworkStatusChange", { isConnected: now.online, networkType: network() });
		}
		if (device.theme !== before.device.theme) {
			native.heard.tell("ThemeChange", { theme: answers.theme() });
			native.program.call("onThemeChange", { theme: answers.theme() });
		}
	});
})();
