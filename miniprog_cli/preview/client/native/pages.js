/** Pages that are open, from the lowest to the one that is shown. */
(() => {
	const native = globalThis.miniNative;
	const { engine, definitions, guarded, styles, sources, routes } = native;
	const stack = [];
	let numbers = 0;

	/** A page that is open. */
	class Page {
		constructor(path, query, opener = null) {
			numbers += 1;
			this.number = numbers;
			this.path = path;
			this.query = query;
			this.opener = opener;
			this.isReady = false;
			this.isShown = false;
			/** Where it lies in the window, with its bars. @type {any} */
			this.layer = null;
			/** The program's own tab bar, of a page of it. @type {any} */
			this.ownTabs = null;
		}

		/** Make it and put it into the document; `data` is what it had before, of one that is renewed. */
		begin(data = null) {
			const root = engine.associated.createRoot(
				`${native.elements.prefix}page`,
				engine.code,
				`/${this.path}`,
			);
			this.root = root;
			this.component = root.getComponent();
			this.instance = root.get();
			native.renderer.dress(this.component.$$, this.path);
			Object.assign(this.instance, {
				route: this.path,
				__route__: this.path,
				options: this.query,
				// WeChat's own, which programs read: zgp-jack/2020_2021-gdjz-WeChat-applet 92e45cd
				__displayReporter: { query: this.query, showReferpagepath: before(this) },
				getOpenerEventChannel: () => this.opener ?? native.channel(),
			});
			this.bind(definitions.known.get(this.path)?.definition ?? {});
			if (data) guarded(this.path, () => this.component.setData(data));
			const place = document.createElement("i");
			native.chrome.dress(this);
			this.layer.scroll.append(place);
			// components are attached before their page is loaded, and shown before it is, as in hosts
			guarded(this.path, () => root.attach(this.layer.scroll, place));
			place.remove();
			this.element = this.component.$$;
			this.call("onLoad", this.query);
			this.life("show");
			this.isReady = true;
			native.readiness.settle();
			this.call("onReady");
		}

		/** Have what `Page()` was given as functions know the page, as hosts do: `setInterval(this.go)`. */
		bind(definition) {
			for (const [name, given] of Object.entries(definition)) {
				const own = typeof given === "function" ? this.instance[name] : null;
				if (typeof own === "function") this.instance[name] = own.bind(this.instance);
			}
			// templates find what a page has been given later on: `this.go = () => {}`
			const { instance } = this;
			this.component._$methodMap = new Proxy(this.component._$methodMap, {
				get(known, name) {
					const isOwn = Object.hasOwn(instance, name) && typeof instance[name] === "function";
					return isOwn ? instance[name] : known[name];
				},
			});
		}

		/** Call a method of the page, where it has one. */
		call(name, ...given) {
			const method = this.instance[name];
			if (typeof method !== "function") return undefined;
			return guarded(`${this.path} ${name}`, () => method.apply(this.instance, given));
		}

		/** Tell it and its components that it is shown or hidden. */
		life(name) {
			if (this.isShown === (name === "show")) return;
			this.isShown = name === "show";
			if (this.element) this.element.hidden = !this.isShown;
			this.layer.show(this.isShown);
			styles.use(this.path, this.isShown);
			guarded(this.path, () => this.component.triggerPageLifetime(name, []));
			this.call(name === "show" ? "onShow" : "onHide");
			if (this.isShown) native.chrome.show(this);
		}

		/** Take it out of the document; until then it is one of the pages that the program sees. */
		end() {
			routes.pass("BeforePageUnload", this);
			this.call("onUnload");
			guarded(this.path, () => this.root.release());
			if (this.ownTabs) guarded(this.path, () => this.ownTabs.release());
			this.layer?.end();
			styles.use(this.path, false);
			const at = stack.indexOf(this);
			if (at >= 0 && at === stack.length - 1) stack.pop();
			routes.pass("AfterPageUnload", { path: this.path });
		}
	}

	/** Give the path of the page from which one was opened, as hosts write it; empty for the first. */
	function before(page) {
		const under = stack[stack.indexOf(page) - 1];
		return under ? `${under.path}.html` : "";
	}

	/** Open a page on top of the others. */
	async function open(path, query, opener, motion = "") {
		await prepare(path);
		return native.motion.change(motion, () => {
			stack.at(-1)?.life("hide");
			routes.pass("BeforePageLoad", { path, query });
			const page = new Page(path, query, opener);
			stack.push(page);
			page.begin();
			routes.pass("AfterPageLoad", page);
			return page;
		});
	}

	/** Fetch and define what a page is made of. */
	async function prepare(path) {
		await sources.takeFor(path);
		performance.mark("mini:package");
		await definitions.define(path, { isPage: true });
		await native.chrome.prepare(path);
		performance.mark("mini:defined");
	}

	/** Close some pages from the top; the next one is shown unless another comes at once. */
	function close(count, { isReplaced = false } = {}) {
		for (let left = Math.min(count, stack.length); left > 0; left -= 1) stack.at(-1).end();
		if (!isReplaced) stack.at(-1)?.life("show");
	}

	/** Pages of the tab bar that were opened and are not shown: they live on. */
	const kept = new Map();

	/** Leave no page open; those of the tab bar are kept, where `isKept` says so. */
	function clear(isKept = (/** @type {string} */ _path) => false) {
		while (stack.length > 0) {
			const page = stack.at(-1);
			if (isKept(page.path)) {
				page.life("hide");
				kept.set(page.path, page);
				stack.pop();
			} else page.end();
		}
		for (const [path, page] of kept) {
			if (isKept(path)) continue;
			page.end();
			kept.delete(path);
		}
	}

	/** End pages that are kept and not shown: they begin anew when they are asked for. */
	function forget(isMeant) {
		for (const [path, page] of kept) {
			if (!isMeant(page)) continue;
			page.end();
			kept.delete(path);
		}
	}

	/** Show a page that was kept; tells whether there is one. */
	function again(path) {
		const page = kept.get(path);
		if (!page) return false;
		kept.delete(path);
		stack.push(page);
		page.life("show");
		return true;
	}

	/** Make a page anew in its place, with its data. */
	function renew(page) {
		const data = { ...page.component.data };
		const { scrollY: scroll } = window;
		const { element } = page;
		const next = new Page(page.path, page.query, page.opener);
		const at = stack.indexOf(page);
		page.end();
		stack[at] = next;
		next.begin(data);
		if (page !== stack.at(-1) && !element) next.life("hide");
		scrollTo(0, scroll);
	}

	native.pages = {
		open,
		close,
		clear,
		again,
		forget,
		prepare,
		renew,
		stack,
		current: () => stack.at(-1),
		/** The number of a page that is open, or kept. */
		numberOf: (path) => [...stack, ...kept.values()].find((page) => page.path === path)?.number,
		/** The page whose own component it is. */
		of: (component) => [...stack, ...kept.values()].find((page) => page.component === component),
		latest: () => numbers,
		/** The number that the next page to be made will have. */
		coming: () => numbers + 1,
		/** Called by the program. */
		// one that is being made is none yet, to its components
		getCurrentPages: () => stack.map((page) => page.instance).filter(Boolean),
	};
})();
