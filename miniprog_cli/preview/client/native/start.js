/** The last part: hands the program what it may call, and starts it. */
(() => {
	const native = globalThis.miniNative;
	// the program must not see how it is run
	delete globalThis.miniNative;
	const { sources, templates, engine, program, pages, definitions, modules, behaviours } = native;
	let wx;

	/** What each script of the program is given; what no host has is not there. */
	const ABSENT = ["window", "document", "self", "localStorage", "sessionStorage", "XMLHttpRequest"];
	native.given = (require, module) => ({
		[sources.program.namespace]: wx,
		...Object.fromEntries(sources.program.alsoNamed.map((name) => [name, wx])),
		App: program.App,
		Page: (given) => register("Page", given),
		Component: (given) => register("Component", given),
		Behavior: behaviours.define,
		getApp: () => program.instance,
		getCurrentPages: pages.getCurrentPages,
		requirePlugin: (name) => {
			native.unsupported(`plugin ${name}`, "plugins come from the host and are not here");
			return {};
		},
		global: globals,
		require,
		module,
		exports: module?.exports,
		...Object.fromEntries(ABSENT.map((name) => [name, undefined])),
	});
	const globals = {};

	function register(kind, given) {
		return definitions.register(modules.loading(), kind, given);
	}

	function launch() {
		const { scene } = sources.program;
		const { path, query } = native.navigation.target(native.navigation.asked());
		return { path, query, scene, shareTicket: undefined, referrerInfo: {} };
	}

	// script modules of templates have these besides what the language has
	Object.assign(globalThis, {
		getRegExp: (pattern, flags) => new RegExp(pattern, flags),
		getDate: (...given) => Reflect.construct(Date, given),
	});

	async function start() {
		performance.mark("mini:run");
		native.elements.show();
		await Promise.all([sources.open(), templates.open()]);
		performance.mark("mini:sources");
		engine.open();
		native.looks.open();
		wx = native.host.made();
		program.open(launch());
		performance.mark("mini:launched");
		await native.navigation.open();
		native.inspect.begin();
		document.documentElement.dataset.ready = String(Math.round(performance.now()));
		native.reload.follow();
	}

	/** For tests and `--crawl`: what is shown, and what went wrong. */
	Object.defineProperty(globalThis, Symbol.for("miniprog"), {
		value: { errors: native.errors, pages: pages.stack, wx: () => wx, native },
	});
	start().catch((error) => {
		native.fail(error);
		document.documentElement.dataset.ready = String(Math.round(performance.now()));
		native.reload.follow();
	});
})();
