/**
 * Moving between pages. The address of the frame is the path of the page that is shown, so that it
 * can be opened by its address, and the host's way back and the browser's are the same.
 */
(() => {
	const native = globalThis.miniNative;
	const { paths, sources, pages, chrome, routes } = native;
	const MOST = 10; // pages in the stack, as hosts have it
	let base = 0;
	let moving = Promise.resolve();

	/** Do one move after the other: each waits for packages that are still to come. */
	function inTurn(move) {
		const done = moving.then(move);
		moving = done.catch(() => {});
		return done;
	}

	/** Read what a program writes of a page: its path, from the page that is shown, and its query. */
	function target(url) {
		// values may hold a question mark, such as addresses of pictures
		const [written, ...rest] = String(url ?? "").split("?");
		const query = rest.join("?");
		const path = native.plugins.read(written)?.file ?? near(written);
		return {
			path: path.replace(/\.(html|\w*ml|swan)$/, ""),
			query: paths.query(query),
			text: query,
		};
	}

	const near = (written) => (written ? paths.resolve(pages.current()?.path ?? "", written) : "");

	/** The pages of the program, and of the plugin that is developed beside it. */
	function isPage(path) {
		const { plugin } = sources.program;
		const own = Object.values(plugin?.pages ?? {}).map((page) => `${plugin.root}/${page}`);
		return sources.program.pages.includes(path) || own.includes(path);
	}

	function known(call, url) {
		const found = target(url);
		const plugin = native.plugins.read(String(url ?? "").split("?")[0]);
		if (plugin && !plugin.file) {
			native.plugins.tell(plugin.name, `page ${plugin.path}`);
			throw new native.Failure(`page "${plugin.path}" of plugin ${plugin.name} is not here`);
		}
		if (!isPage(found.path)) {
			throw new native.Failure(`page "${found.path}" is not found`);
		}
		if (call !== "switchTab" && call !== "reLaunch" && isTab(found.path)) {
			throw new native.Failure("can not navigateTo a tabbar page");
		}
		return found;
	}

	const isTab = (path) => chrome.tabs().some((tab) => tab.path === path);
	const addressOf = ({ path, text }) => `/${path}${text ? `?${text}` : ""}`;
	const mark = () => ({ depth: pages.stack.length });

	async function navigateTo(url, events = {}) {
		return inTurn(async () => {
			const found = known("navigateTo", url);
			if (pages.stack.length >= MOST) throw new native.Failure("webview count limit exceed");
			const [here, there] = native.channels();
			for (const [name, listener] of Object.entries(events)) here.on(name, listener);
			await routes.go("navigateTo", found, pages.coming(), async () => {
				history.pushState({ depth: pages.stack.length + 1 }, "", addressOf(found));
				await pages.open(found.path, found.query, there, "push");
			});
			return { eventChannel: here };
		});
	}

	async function redirectTo(url) {
		return inTurn(async () => {
			const found = known("redirectTo", url);
			await routes.go("redirectTo", found, pages.coming(), async () => {
				await pages.prepare(found.path);
				pages.close(1, { isReplaced: true });
				await pages.open(found.path, found.query);
				history.replaceState(mark(), "", addressOf(found));
			});
		});
	}

	/** Close all pages and open one; a page of the tab bar that is open stays as it is. */
	async function alone(call, url) {
		return inTurn(async () => {
			const found = known(call, url);
			if (call === "switchTab" && !isTab(found.path)) {
				throw new native.Failure("can not switch to no-tabBar page");
			}
			const number = (call === "switchTab" && pages.numberOf(found.path)) || pages.coming();
			await routes.go(call, found, number, async () => {
				await pages.prepare(found.path);
				await unwind(pages.stack.length - 1);
				pages.clear(call === "switchTab" ? isTab : undefined);
				if (!(call === "switchTab" && pages.again(found.path))) {
					await pages.open(found.path, found.query);
				}
				history.replaceState(mark(), "", addressOf(found));
			});
		});
	}

	/** Go back in the history of the frame without closing pages. */
	function unwind(steps) {
		if (steps <= 0) return Promise.resolve();
		return new Promise((/** @type {(value?: unknown) => void} */ resolve) => {
			base = steps;
			addEventListener("popstate", () => resolve(), { once: true });
			history.go(-steps);
			setTimeout(resolve, 300); // a history that was cut says nothing
		});
	}

	async function navigateBack(delta = 1) {
		if (native.layers.back()) return;
		const steps = Math.min(Math.max(1, Number(delta) || 1), pages.stack.length - 1);
		if (steps < 1) throw new native.Failure("cannot navigate back at first page");
		await new Promise((/** @type {(value?: unknown) => void} */ resolve) => {
			addEventListener("mini-back", () => resolve(), { once: true });
			history.go(-steps);
			setTimeout(resolve, 500);
		});
	}

	/** Close what lies over a page. */
	async function back(depth) {
		const under = pages.stack[depth - 1];
		const close = () => pages.close(pages.stack.length - depth);
		if (!under) return close();
		return routes.go("navigateBack", under, under.number, () => native.motion.change("pop", close));
	}

	/** Follow the browser's way back, and addresses that a person enters. */
	function follow() {
		addEventListener("popstate", ({ state }) => {
			if (base) {
				base = 0;
				return;
			}
			const depth = state?.depth ?? 1;
			if (depth < pages.stack.length && native.layers.back()) {
				base = 1;
				history.forward();
			} else if (depth < pages.stack.length) {
				inTurn(() => back(depth)).then(() => dispatchEvent(new Event("mini-back")));
			} else if (depth > pages.stack.length || !state) {
				location.reload();
			}
		});
	}

	/** Give the page that the address names, with its query; the first of the program else. */
	function asked() {
		const { pathname, search } = native.simulated.plain?.() ?? location;
		return `${pathname === "/" ? `/${sources.program.start}` : decodeURI(pathname)}${search}`;
	}

	/** Open the page that the address names. */
	async function open() {
		const found = target(asked());
		if (!isPage(found.path)) {
			native.program.call("onPageNotFound", {
				path: found.path,
				query: found.query,
				isEntryPage: true,
			});
			throw new native.Fault(`no page ${found.path} in app.json`, "app.json");
		}
		history.replaceState({ depth: 1 }, "", addressOf(found));
		await routes.go("appLaunch", found, pages.coming(), () => pages.open(found.path, found.query));
		follow();
	}

	native.navigation = {
		open,
		asked,
		target,
		navigateTo,
		redirectTo,
		switchTab: (url) => alone("switchTab", url),
		reLaunch: (url) => alone("reLaunch", url),
		navigateBack,
	};
})();
