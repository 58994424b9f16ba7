/** Bars: what calls change of the navigation bar, the tab bar, the ground of a page and its scroll. */
(() => {
	const native = globalThis.miniNative;
	const { Failure, chrome, pages, simulated } = native;

	/** Tell the host page how the bar of the page that is shown looks now. */
	function frame(changes) {
		const page = pages.current();
		if (!page) return;
		page.frame = { ...page.frame, ...changes };
		chrome.changedFrame?.(page);
	}

	function setNavigationBarTitle({ title }) {
		if (typeof title !== "string") {
			throw new Failure("parameter error: parameter.title should be String instead of Undefined;");
		}
		chrome.setTitle(title);
	}

	function setNavigationBarColor({ frontColor, backgroundColor, animation }) {
		if (!/^#(000000|ffffff)$/i.test(frontColor ?? "")) {
			throw new Failure(`invalid frontColor "${frontColor}"`);
		}
		frame({
			navigationBarTextStyle: /^#0/.test(frontColor) ? "black" : "white",
			navigationBarBackgroundColor: backgroundColor,
			navigationBarAnimation: animation,
		});
	}

	// -- the tab bar

	function tabs() {
		const list = chrome.tabs();
		if (!list.length) throw new Failure("not TabBar page");
		return list;
	}

	/** Change what is kept of one tab, and draw the bar again. */
	function tab(index, changes) {
		if (!tabs()[index]) throw new Failure("tabbar item not found");
		chrome.changed.tabs ??= {};
		chrome.changed.tabs[index] = { ...chrome.changed.tabs[index], ...changes };
		chrome.again();
	}

	function bar(changes) {
		tabs();
		Object.assign(chrome.changed, changes);
		chrome.again();
	}

	const picked = (given, names) =>
		Object.fromEntries(
			names.filter((name) => given[name] !== undefined).map((name) => [name, given[name]]),
		);

	// -- pull-down refresh and scroll

	const startPullDownRefresh = () => chrome.refresh(true);
	const stopPullDownRefresh = () => chrome.refresh(false);

	/** Find what scrolls: the page, or the element that the page says. */
	function pageScrollTo({ scrollTop, selector, duration = 300, offsetTop = 0 }) {
		let top = Number(scrollTop);
		if (selector !== undefined) {
			const found = native.select(selector);
			if (!found) throw new Failure(`no element ${selector}`);
			top = found.getBoundingClientRect().top - native.screen.origin().top + scrollY + offsetTop;
		}
		if (Number.isNaN(top)) throw new Failure("parameter error: scrollTop or selector is needed");
		return glide(top, duration);
	}

	function glide(top, duration) {
		const from = scrollY;
		const start = performance.now();
		return /** @type {Promise<void>} */ (
			new Promise((resolve) => {
				const step = () => {
					const part = duration > 0 ? Math.min(1, (performance.now() - start) / duration) : 1;
					scrollTo(0, from + (top - from) * (1 - (1 - part) ** 3));
					if (part < 1) requestAnimationFrame(step);
					else resolve();
				};
				step();
			})
		);
	}

	function setBackgroundColor(given) {
		const said = picked(given, ["backgroundColor", "backgroundColorTop", "backgroundColorBottom"]);
		frame(said);
	}

	function loadFontFace({ family, source, desc = /** @type {any} */ ({}), scopes }) {
		if (!family || !source) throw new Failure("parameter error: family and source are needed");
		const address = source.replace(
			/url\(\s*["']?([^"')]+)["']?\s*\)/g,
			(_, url) => `url("${native.paths.address(url, "")}")`,
		);
		const { style = "normal", weight = "normal", variant = "normal" } = desc;
		const face = new FontFace(family, address, { style, weight, featureSettings: variant });
		return face.load().then(
			(loaded) => {
				document.fonts.add(loaded);
				return { status: "loaded", scopes };
			},
			() => {
				throw new Failure("A network error occurred.", { status: "error" });
			},
		);
	}

	native.api({
		calls: {
			setNavigationBarTitle,
			setNavigationBarColor,
			showNavigationBarLoading: () => frame({ isLoading: true }),
			hideNavigationBarLoading: () => frame({ isLoading: false }),
			hideHomeButton: () => frame({ hasHome: false }),
			setTopBarText: ({ text }) => simulated.shown("setTopBarText", { text }),
			showTabBar: () => bar({ isHidden: false }),
			hideTabBar: () => bar({ isHidden: true }),
			setTabBarStyle: (given) =>
				bar({
					style: {
						...chrome.changed.style,
						...picked(given, ["color", "selectedColor", "backgroundColor", "borderStyle"]),
					},
				}),
			setTabBarItem: (given) =>
				tab(given.index, picked(given, ["text", "iconPath", "selectedIconPath"])),
			setTabBarBadge: ({ index, text }) => tab(index, { badge: String(text), dot: false }),
			removeTabBarBadge: ({ index }) => tab(index, { badge: "" }),
			showTabBarRedDot: ({ index }) => tab(index, { dot: true, badge: "" }),
			hideTabBarRedDot: ({ index }) => tab(index, { dot: false }),
			startPullDownRefresh,
			stopPullDownRefresh,
			pageScrollTo,
			setBackgroundColor,
			setBackgroundTextStyle: ({ textStyle }) => frame({ backgroundTextStyle: textStyle }),
			loadFontFace,
			hideKeyboard: () => void (/** @type {any} */ (document.activeElement)?.blur()),
			getSelectedTextRange: () => {
				const field = /** @type {any} */ (document.activeElement);
				const { selectionStart: start = 0, selectionEnd: end = 0 } = field ?? {};
				return { start, end };
			},
		},
		simulated: ["setTopBarText", "hideHomeButton"],
		events: ["KeyboardHeightChange"],
		later: ["loadBuiltInFontFace"],
	});
})();
