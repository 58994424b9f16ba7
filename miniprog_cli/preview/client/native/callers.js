/**
 * What pages and components have beside their own methods: the page that they are of, ways to others
 * and what they select. Queries and animations are in `api/instances.js`.
 */
(() => {
	const native = globalThis.miniNative;
	const { component } = native.vendor("glass-easel-miniprogram-adapter");
	const WAYS = ["navigateTo", "redirectTo", "switchTab", "reLaunch", "navigateBack"];

	/** Douyin hands what is selected to a function, others give it back. */
	function heard(name) {
		const select = component.ComponentCaller.prototype[name];
		return function (selector, done = undefined) {
			const found = select.call(this, selector);
			if (typeof done === "function") queueMicrotask(() => native.guarded(name, () => done(found)));
			return found;
		};
	}

	/** Give the page that an instance is part of; none while that is being made, or of a tab bar. */
	function pageOf(instance) {
		let node = native.engine.componentOf(instance);
		while (node?.ownerShadowRoot) node = node.ownerShadowRoot.getHostNode();
		return native.pages.of(node);
	}

	/** Give the ways from page to page with paths that begin at a file, whichever page is shown. */
	function router(from) {
		const way = (name) => (given) => {
			const url = typeof given?.url === "string" && /^[^/:]+(?!:)/.test(given.url);
			return native.host.call(name, url ? { ...given, url: beside(from, given.url) } : given);
		};
		return Object.fromEntries(WAYS.map((name) => [name, way(name)]));
	}

	function beside(from, url) {
		const [path, ...query] = url.split("?");
		return [`/${native.paths.resolve(from, path)}`, ...query].join("?");
	}

	const fixed = (get) => ({ get, set() {}, configurable: true });
	Object.defineProperties(component.ComponentCaller.prototype, {
		router: fixed(function () {
			return router(this.is);
		}),
		pageRouter: fixed(function () {
			return router(pageOf(this)?.path ?? native.pages.current()?.path ?? "");
		}),
	});
	Object.assign(component.ComponentCaller.prototype, {
		selectComponent: heard("selectComponent"),
		selectAllComponents: heard("selectAllComponents"),
		/** How hosts with two ways of drawing name the one that browsers are nearest to. */
		renderer: "webview",
		getPageId() {
			return `pageId:${pageOf(this)?.number ?? native.pages.latest()}`;
		},
		/** The program's own tab bar; a program that two ways of drawing show is handed it, too. */
		getTabBar(done) {
			const tabs = pageOf(this)?.ownTabs?.get() ?? null;
			if (tabs && typeof done === "function") done(tabs);
			return tabs;
		},
	});
})();
