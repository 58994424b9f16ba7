/** System: what the phone, the host and the window are, from the chosen device and the panel. */
(() => {
	const native = globalThis.miniNative;
	const { simulated, sources } = native;
	const SDK = "3.8.9"; // the base library whose interface this is
	const VERSION = "8.0.56"; // of WeChat with that library
	const BAR = 44; // pixels of a navigation bar
	const STATUS = 20; // pixels, where the device says nothing
	const GAP = 7; // pixels around the capsule
	const CAPSULE = { width: 87, height: 32 };

	const device = () => simulated.settings.device;
	const isIos = () => device().platform === "ios";
	const language = () => device().language.replace("-", "_");

	function theme() {
		return sources.app.darkmode ? simulated.answers.theme() : "light";
	}

	/** Tell how the page lies in the screen; the frame around it is drawn by the host page. */
	function measured() {
		const page = native.pages.current();
		const isCustom = page && native.program.frameOf(page.path).navigationStyle === "custom";
		const top = simulated.settings.insets.top || STATUS;
		const { bottom } = simulated.settings.insets;
		const above = isCustom ? 0 : top + BAR;
		const below = native.chrome.tabBarHeight?.() ?? 0;
		const [width, height] = [innerWidth, innerHeight];
		return { width, height, top, bottom, above, below };
	}

	function getWindowInfo() {
		const { width, height, top, bottom, above, below } = measured();
		const screenHeight = height + above;
		return {
			pixelRatio: devicePixelRatio,
			screenWidth: width,
			screenHeight,
			windowWidth: width,
			windowHeight: height - below,
			statusBarHeight: top,
			safeArea: {
				left: 0,
				right: width,
				top,
				bottom: screenHeight - bottom,
				width,
				height: screenHeight - bottom - top,
			},
			screenTop: above,
		};
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
		const { bluetoothEnabled, locationEnabled, wifiEnabled, deviceOrientation } = getSystemSetting();
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
	function getMenuButtonBoundingClientRect() {
		const { width, top } = measured();
		const at = top + (BAR - CAPSULE.height) / 2;
		return {
			...CAPSULE,
			top: at,
			right: width - GAP,
			bottom: at + CAPSULE.height,
			left: width - GAP - CAPSULE.width,
		};
	}

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
		const { windowWidth, windowHeight } = getWindowInfo();
		const size = { windowWidth, windowHeight, screenWidth: innerWidth, screenHeight: innerHeight };
		const said = { size, deviceOrientation: getSystemSetting().deviceOrientation };
		native.host.tell("WindowResize", said);
		native.pages.current()?.call("onResize", said);
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
		events: ["ThemeChange", "WindowResize", "MenuButtonBoundingClientRectWeightChange"],
		later: ["setWindowSize"],
	});
})();
