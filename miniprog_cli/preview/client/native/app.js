/** The program itself: `App()`, what `getApp()` gives, and when it is shown and hidden. */
(() => {
	const native = globalThis.miniNative;
	const { sources, modules, styles, guarded } = native;
	/** What `getApp()` gives: the same object, also before `App()` is called. */
	const instance = {};
	const lives = { launch: null, listeners: new Map() };

	/** Called by the program. */
	function App(definition) {
		Object.assign(instance, definition);
		for (const name of Object.keys(definition)) {
			if (typeof definition[name] === "function") instance[name] = definition[name].bind(instance);
		}
	}

	/** Run the script of the program and launch it. */
	function open(launch) {
		lives.launch = launch;
		for (const name of Object.keys(sources.app.useExtendedLib ?? {})) {
			// the library's own sheet, which the host brings with it
			styles.show(`miniprogram_npm/${name}-miniprogram/${name}-wxss/dist/style/${name}`, "");
		}
		styles.show("app", "");
		const script = modules.file("app");
		if (script) guarded("app", () => modules.run(script));
		call("onLaunch", launch);
		show(launch);
		document.addEventListener("visibilitychange", () => {
			if (document.hidden) hide();
			else show(lives.launch);
		});
		addEventListener("error", ({ error, message }) =>
			call("onError", native.trace(String(error?.stack ?? message))),
		);
		addEventListener("unhandledrejection", ({ reason, promise }) =>
			call("onUnhandledRejection", { reason, promise }),
		);
	}

	function show(options) {
		call("onShow", options);
		native.pages?.current()?.life("show");
	}

	function hide() {
		native.pages?.current()?.life("hide");
		call("onHide");
	}

	/** Call what the program has for a moment of its life, and who asked through `wx.onApp…`. */
	function call(name, ...given) {
		if (typeof instance[name] === "function")
			guarded(`app ${name}`, () => instance[name](...given));
		for (const listener of lives.listeners.get(name) ?? []) {
			guarded(name, () => listener(...given));
		}
	}

	function listeners(name) {
		if (!lives.listeners.has(name)) lives.listeners.set(name, new Set());
		return lives.listeners.get(name);
	}

	/** Put the values of the theme in the place of their names, such as `@background`. */
	function themed(said) {
		const file = sources.app.themeLocation ?? "theme.json";
		if (!said || !sources.has(file)) return said;
		// a program that does not say so has one theme
		const theme = sources.app.darkmode === true ? native.simulated.answers.theme() : "light";
		const values = sources.json(file)[theme] ?? {};
		const put = (value) => {
			if (typeof value === "string" && value.startsWith("@"))
				return values[value.slice(1)] ?? value;
			if (Array.isArray(value)) return value.map(put);
			if (!value || typeof value !== "object") return value;
			return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, put(each)]));
		};
		return put(said);
	}

	native.program = {
		App,
		open,
		call,
		instance,
		/** Who hears of `onShow`, `onHide`, `onError` …, for `wx.onAppShow` and its like. */
		listeners,
		get launch() {
			return lives.launch;
		},
		/** What `window` of app.json and the page's own file say of the frame around a page. */
		frameOf: (path) => themed({ ...(sources.app.window ?? {}), ...sources.json(`${path}.json`) }),
		/** What app.json says of the tab bar; nothing where there is none. */
		tabBar: () => themed(sources.app.tabBar),
	};
})();
