/** Base: the life of the program, what it may call, updates, and small conversions. */
(() => {
	const native = globalThis.miniNative;
	const { simulated, sources, program } = native;
	const PIECE = 0x8000; // bytes turned into characters at once
	const REST = 5; // milliseconds of a pause, where the browser tells of none, as Safari does not
	const idle = globalThis.requestIdleCallback
		? {
				request: (act, options) => requestIdleCallback(act, options),
				cancel: (number) => cancelIdleCallback(number),
			}
		: { request: afterwards, cancel: (number) => clearTimeout(number) };

	/** Tell whether a name is here: `request`, `request.object.url`, `button.open-type.share`. */
	function canIUse(schema) {
		const [first, ...rest] = String(schema).split(".");
		if (native.host.has(first)) return true;
		if (!native.elements.has(first)) return false;
		const made = /** @type {any} */ (customElements.get(native.elements.prefix + first));
		return !rest.length || [...(made.attributes ?? []), ...(made.events ?? [])].includes(rest[0]);
	}

	function afterwards(act) {
		return setTimeout(() => {
			const until = performance.now() + REST;
			const timeRemaining = () => Math.max(0, until - performance.now());
			act({ didTimeout: false, timeRemaining });
		});
	}

	function arrayBufferToBase64(buffer) {
		const bytes = new Uint8Array(buffer);
		let text = "";
		for (let at = 0; at < bytes.length; at += PIECE) {
			text += String.fromCharCode(...bytes.subarray(at, at + PIECE));
		}
		return btoa(text);
	}

	function base64ToArrayBuffer(text) {
		return Uint8Array.from(atob(text), (one) => one.charCodeAt(0)).buffer;
	}

	const updates = {
		/** Nothing newer than what is previewed. */
		onCheckForUpdate: (listener) =>
			queueMicrotask(() =>
				native.guarded("onCheckForUpdate", () => listener({ hasUpdate: false })),
			),
		onUpdateReady: () => {},
		onUpdateFailed: () => {},
		applyUpdate: () => {},
	};

	function getAccountInfoSync() {
		const appId = sources.program.appId;
		return {
			miniProgram: { appId, envVersion: "develop", version: "" },
			plugin: {},
		};
	}

	function launched() {
		const { path, query, scene, shareTicket, referrerInfo } = program.launch;
		const given = { path, query, scene, shareTicket, referrerInfo: referrerInfo ?? {} };
		return { ...given, forwardMaterials: [], apiCategory: "default", mode: "default" };
	}

	/** What `App()` hears too. */
	const LIVES = {
		AppShow: "onShow",
		AppHide: "onHide",
		Error: "onError",
		PageNotFound: "onPageNotFound",
		UnhandledRejection: "onUnhandledRejection",
	};
	const hearing = Object.fromEntries(
		Object.entries(LIVES).flatMap(([name, life]) => [
			[
				`on${name}`,
				(listener) =>
					void (typeof listener === "function" && program.listeners(life).add(listener)),
			],
			[
				`off${name}`,
				(listener) => {
					if (listener) program.listeners(life).delete(listener);
					else program.listeners(life).clear();
				},
			],
		]),
	);

	function end() {
		simulated.answers.close();
		program.call("onHide");
	}

	native.base64 = arrayBufferToBase64;
	native.api({
		calls: {
			exitMiniProgram: end,
			restartMiniProgram: ({ path }) => {
				const start = path ? `#${path}` : "";
				setTimeout(() => {
					location.hash = start;
					location.reload();
				});
			},
			updateWeChatApp: () => simulated.shown("updateWeChatApp", {}),
			getApiCategory: () => ({ apiCategory: "default" }),
			setEnableDebug: () => {},
			getExtConfig: () => ({ extConfig: sources.json("ext.json").ext ?? {} }),
			getRandomValues: ({ length = 0 }) => ({
				randomValues: crypto.getRandomValues(new Uint8Array(length)).buffer,
			}),
		},
		values: {
			get env() {
				return { USER_DATA_PATH: native.files.HOME };
			},
			canIUse,
			nextTick: (act = undefined) =>
				void queueMicrotask(() => act && native.guarded("nextTick", act)),
			arrayBufferToBase64,
			base64ToArrayBuffer,
			getUpdateManager: () => updates,
			getAccountInfoSync,
			getLaunchOptionsSync: launched,
			getEnterOptionsSync: launched,
			getExptInfoSync: () => ({}),
			getExtConfigSync: () => sources.json("ext.json").ext ?? {},
			onAppShow: hearing.onAppShow,
			offAppShow: hearing.offAppShow,
			onAppHide: hearing.onAppHide,
			offAppHide: hearing.offAppHide,
			onError: hearing.onError,
			offError: hearing.offError,
			onPageNotFound: hearing.onPageNotFound,
			offPageNotFound: hearing.offPageNotFound,
			onUnhandledRejection: hearing.onUnhandledRejection,
			offUnhandledRejection: hearing.offUnhandledRejection,
			requestIdleCallback: idle.request,
			cancelIdleCallback: idle.cancel,
		},
		simulated: ["exitMiniProgram", "updateWeChatApp", "getUpdateManager", "getExptInfoSync"],
		quiet: [
			"ApiCategoryChange",
			"AudioInterruptionBegin",
			"AudioInterruptionEnd",
			"LazyLoadError",
			"MemoryWarning",
		],
		later: ["getPluginUpdateManager", "getCommonConfig"],
	});
})();
