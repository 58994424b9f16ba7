/** System: what the phone, the host and the window are, from the chosen device and the panel. */
(() => {
	const native = globalThis.miniNative;
	const { simulated, sources } = native;
	const SDK = "3.8.9"; // the base library whose interface this is
	const VERSION = "8.0.56"; // of WeChat with that library

	const device = () => simulated.settings.device;
	const isIos = () => device().platform === "ios";
	const language = () => device().language.replace("-", "_");

	function theme() {
		return sources.app.darkmode ? simulated.answers.theme() : "light";
	}

	function getWindowInfo() {
		const measured = native.screen.measures();
		return { pixelRatio: devicePixelRatio, ...measured };
	}

	function getDeviceInfo() {
		return {
			abi: "arm64-v8a",
			deviceAbi: "arm64-v8a",
			benchmarkLevel: isIos() ? -1 : 35,
			brand: isIos() ? "iPhone" : "google",
			model: isIos() ? "iPhone 15 Pro" : "Pixel 8",
			system: isIos() ? "iOS 17.5" : "Android 14",
			platform: isIos() ? "ios" : "android",
			cpuType: isIos() ? "Apple A17 Pro" : "Tensor G3",
			memorySize: 8192,
		};
	}

	function getAppBaseInfo() {
		return {
			SDKVersion: SDK,
			enableDebug: true,
			host: { appId: "", env: "WeChat" },
			language: language(),
			version: VERSION,
			theme: theme(),
			fontSizeScaleFactor: device().textSize / 100,
			fontSizeSetting: 16,
			PCKernelVersion: "",
		};
	}

	function getSystemSetting() {
		return {
			bluetoothEnabled: false,
			locationEnabled: simulated.permission("location") !== "deny",
			wifiEnabled: simulated.settings.network.type === "wifi",
			deviceOrientation: innerWidth > innerHeight ? "landscape" : "portrait",
		};
	}

	const STATES = { ask: "not determined", allow: "authorized", deny: "denied" };
	function getAppAuthorizeSetting() {
		const state = (name) => STATES[simulated.permission(name)];
		return {
			albumAuthorized: state("photo"),
			bluetoothAuthorized: "not determined",
			cameraAuthorized: state("camera"),
			locationAuthorized: state("location"),
			locationReducedAccuracy: false,
			microphoneAuthorized: state("camera"),
			notificationAuthorized: state("notify"),
			notificationAlertAuthorized: state("notify"),
			notificationBadgeAuthorized: state("notify"),
			notificationSoundAuthorized: state("notify"),
			phoneCalendarAuthorized: "not determined",
		};
	}

	function everything() {
		const { bluetoothEnabled, locationEnabled, wifiEnabled, deviceOrientation } =
			getSystemSetting();
		const allowed = (name) => simulated.permission(name) === "allow";
		return {
			...getDeviceInfo(),
			...getWindowInfo(),
			...getAppBaseInfo(),
			bluetoothEnabled,
			locationEnabled,
			wifiEnabled,
			deviceOrientation,
			albumAuthorized: allowed("photo"),
			cameraAuthorized: allowed("camera"),
			locationAuthorized: allowed("location"),
			microphoneAuthorized: allowed("camera"),
			notificationAuthorized: allowed("notify"),
			errMsg: "getSystemInfo:ok",
		};
	}

	/** Give the place of the capsule, in the screen. */
	const getMenuButtonBoundingClientRect = () => native.screen.capsule();

	let drawn = "light";
	simulated.changed(() => {
		const now = theme();
		if (drawn !== now) native.host.tell("ThemeChange", { theme: now });
		drawn = now;
	});
	addEventListener("load", () => {
		drawn = sources.program ? theme() : "light";
	});
	addEventListener("resize", () => {
		const { windowWidth, windowHeight, screenWidth, screenHeight } = native.screen.measures();
		const size = { windowWidth, windowHeight, screenWidth, screenHeight };
		const said = { size, deviceOrientation: getSystemSetting().deviceOrientation };
		native.host.tell("WindowResize", said);
		const page = native.pages.current();
		native.guarded("resize", () => page?.component?.triggerPageLifetime("resize", [said]));
		page?.call("onResize", said);
	});

	native.api({
		calls: {
			getSystemInfo: everything,
			getSystemInfoAsync: everything,
			getDeviceBenchmarkInfo: () => ({ benchmarkLevel: 35, modelLevel: 3 }),
			openSystemBluetoothSetting: () => simulated.shown("openSystemBluetoothSetting", {}),
			openAppAuthorizeSetting: () => simulated.shown("openAppAuthorizeSetting", {}),
			getSkylineInfo: () => ({ isSupported: false, version: "", reason: "preview" }),
		},
		sync: {
			getSystemInfoSync: everything,
			getSystemSetting,
			getAppAuthorizeSetting,
		},
		values: {
			getWindowInfo,
			getDeviceInfo,
			getAppBaseInfo,
			getMenuButtonBoundingClientRect,
			getRendererUserAgent: () => Promise.resolve(navigator.userAgent),
			getSkylineInfoSync: () => ({ isSupported: false, version: "", reason: "preview" }),
		},
		simulated: ["openSystemBluetoothSetting", "openAppAuthorizeSetting", "getSkylineInfo"],
		events: ["ThemeChange", "WindowResize"],
		quiet: ["MenuButtonBoundingClientRectWeightChange"],
		later: ["setWindowSize"],
	});
})();
