/** The last part: hands the program what it may call, and starts it. */
(() => {
	const native = globalThis.miniNative;
	// the program must not see how it is run
	delete globalThis.miniNative;
	const { sources, templates, engine, program, pages, definitions, modules, behaviours } = native;
	let wx;

	/** What each script of the program is given. */
	native.given = (require, module) => ({
		[sources.program.namespace]: wx,
		...Object.fromEntries(sources.program.alsoNamed.map((name) => [name, wx])),
		App: program.App,
		Page: (given) => register("Page", given),
		Component: (given) => register("Component", given),
		Behavior: behaviours.define,
		...modules.replaced(),
		getApp: () => program.instance,
		getCurrentPages: pages.getCurrentPages,
		requirePlugin: native.plugins.required,
		requireMiniProgram: native.plugins.ofProgram,
		global: globals,
		require,
		module,
		exports: module?.exports,
		...(sources.program.configName && { [sources.program.configName]: configuration }),
		...native.scope,
	});
	const globals = {};
	/** What scripts find of their program, see `config_name` of the dialect. */
	const configuration = {
		get accountInfo() {
			return { appId: sources.program.appId };
		},
		envVersion: "develop",
		get pages() {
			return sources.program.pages;
		},
		get entryPagePath() {
			return `${sources.program.start}.html`;
		},
		get global() {
			return { window: sources.app.window ?? {} };
		},
		get tabBar() {
			return sources.app.tabBar;
		},
	};

	function register(kind, given) {
		return definitions.register(modules.loading(), kind, given);
	}

	/** The scene that comes with a ticket: a card that says of which group it was opened in. */
	const TICKETED = 1044;

	function launch() {
		const { scene } = sources.program;
		const { path, query } = native.navigation.target(native.navigation.asked());
		const shareTicket = Number(scene) === TICKETED ? "preview-ticket" : undefined;
		return { path, query, scene, shareTicket, referrerInfo: {} };
	}

	// script modules of templates have these besides what the language has
	Object.assign(globalThis, {
		getRegExp: (pattern, flags) => new RegExp(pattern, flags),
		getDate: (...given) => Reflect.construct(Date, given),
	});

	async function start() {
		performance.mark("mini:run");
		native.elements.show();
		await sources.open();
		performance.mark("mini:sources");
		await native.styles.prepare(["app"]);
		engine.open();
		native.looks.open();
		native.own?.(native);
		wx = native.host.made();
		program.open(launch());
		performance.mark("mini:launched");
		await native.navigation.open();
		native.inspect.begin();
		ready();
	}

	/** Say that the page is there; saves are followed once their templates can be compiled. */
	function ready() {
		document.documentElement.dataset.ready = String(Math.round(performance.now()));
		native.blank.follow();
		native.made.keep();
		templates.open().catch(native.fail).then(native.reload.follow);
	}

	/** For tests and `--crawl`: what is shown, and what went wrong. */
	Object.defineProperty(globalThis, Symbol.for("miniprog"), {
		value: {
			errors: native.errors,
			failed: native.failed,
			pages: pages.stack,
			wx: () => wx,
			native,
		},
	});
	start().catch((error) => {
		native.fail(error);
		ready();
	});
})();
