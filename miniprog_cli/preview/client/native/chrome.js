/**
 * What the host draws around a page: the bar above it, the tabs, the room that pulling it down opens,
 * and its ground. All of it is in the layer of the page, so that it comes and goes with it.
 */
(() => {
	const native = globalThis.miniNative;
	const { simulated, screen, guarded } = native;
	const CUSTOM = "custom-tab-bar/index";
	const NEAR = 50; // pixels from the end of a page at which it is told so
	/** What calls such as `wx.setTabBarItem` changed: by tab, and of the whole. */
	const changed = { isHidden: false, tabs: {}, style: {} };

	const isDark = () => native.sources.app.darkmode === true && simulated.answers.theme() === "dark";

	/** What hosts take where neither the program nor the page says something. */
	const usual = () => ({
		navigationBarBackgroundColor: isDark() ? "#191919" : "#000000",
		navigationBarTextStyle: "white",
		backgroundColor: isDark() ? "#191919" : "#ffffff",
		backgroundTextStyle: "dark",
		onReachBottomDistance: NEAR,
	});

	/** A name such as `@ground` that no theme has is as if nothing were said. */
	const said = (values) =>
		Object.fromEntries(
			Object.entries(values ?? {}).filter(([, value]) => value !== "" && !/^@/.test(value ?? "@")),
		);

	/** @returns {Record<string, any>} */
	const frameOf = (page) => ({
		...usual(),
		...said(native.program.frameOf(page.path)),
		...said(page.frame),
	});

	/** Give the tabs, each with its page; none where the program has no tab bar. */
	function tabs() {
		return (native.program.tabBar()?.list ?? []).map((tab, index) => ({
			...tab,
			...changed.tabs[index],
			index,
			path: native.paths.normal(tab.pagePath),
		}));
	}

	const isTab = (path) => tabs().some((tab) => tab.path === path);

	/** Make the layer of a page that begins, with its bars. */
	function dress(page) {
		const layer = new screen.Layer();
		page.layer = layer;
		page.bar = new native.Bar();
		layer.element.prepend(page.bar.element);
		page.refresh = new native.Refresh(layer, () => page.call("onPullDownRefresh"));
		page.title ??= native.program.frameOf(page.path).navigationBarTitleText ?? "";
		if (isTab(page.path)) dressTab(page);
		follow(page);
		layer.show(true);
		draw(page);
	}

	/**
	 * A page of the tab bar has the host's tabs, or a component of the program's own: none where that
	 * is not there, for such programs draw tabs in their pages.
	 */
	function dressTab(page) {
		if (native.program.tabBar().custom) {
			if (native.definitions.known.has(CUSTOM)) ownTabs(page);
			return;
		}
		page.tabs = new native.TabBar((tab) => choose(page, tab));
		page.layer.element.append(page.tabs.element);
	}

	function ownTabs(page) {
		const { engine } = native;
		guarded(CUSTOM, () => {
			const root = engine.associated.createRoot("wx-custom-tab-bar", engine.code, `/${CUSTOM}`);
			page.ownTabs = root;
			const place = document.createElement("i");
			page.layer.window.append(place);
			root.attach(page.layer.window, place);
			place.remove();
		});
	}

	async function choose(page, tab) {
		const { index, text, path } = tab;
		if (page.path !== path) await native.navigation.switchTab(`/${path}`).catch(() => {});
		const pagePath = path;
		native.pages.current()?.call("onTabItemTap", { index: String(index), text, pagePath });
	}

	/** Tell a page how it is scrolled, and once each time that it comes near to its end. */
	function follow(page) {
		const { scroll } = page.layer;
		let isFar = true;
		scroll.addEventListener(
			"scroll",
			() => {
				const { scrollTop, scrollHeight, clientHeight } = scroll;
				if (page.scrollTop !== scrollTop) page.call("onPageScroll", { scrollTop });
				const isDown = scrollTop > (page.scrollTop ?? 0);
				page.scrollTop = scrollTop;
				const rest = scrollHeight - clientHeight - scrollTop;
				const isNear = rest <= (Number(frameOf(page).onReachBottomDistance) || NEAR);
				if (isNear && isFar && isDown) page.call("onReachBottom");
				isFar = !isNear;
				dispatchEvent(new Event("mini-scroll"));
			},
			{ passive: true },
		);
	}

	/** Draw all of it, as files and calls say now. */
	function draw(page) {
		const { layer, bar, refresh, path } = page;
		if (!layer) return;
		const frame = frameOf(page);
		const isFirst = native.pages.stack.length === 0 || native.pages.stack[0] === page;
		const isStart = path === native.sources.program.start;
		const hasHome = frame.hasHome !== false && frame.homeButton !== false;
		bar.show({
			frame,
			title: page.title,
			hasBack: !isFirst,
			hasHome: isFirst && !isStart && !isTab(path) && hasHome,
		});
		refresh.show(frame);
		layer.element.toggleAttribute("data-still", frame.disableScroll === true);
		drawTabs(page);
	}

	/** Only the tabs of the page that is shown are there. */
	let shownTabs = null;

	function drawTabs(page) {
		if (shownTabs && shownTabs !== page.tabs) shownTabs.clear();
		shownTabs = page.tabs ?? null;
		if (!page.tabs) return;
		page.tabs.element.hidden = changed.isHidden;
		page.tabs.element.style.display = changed.isHidden ? "none" : "";
		const look = { ...said(native.program.tabBar()), ...said(changed.style) };
		page.tabs.show({ path: page.path, look, tabs: tabs() });
	}

	/** A page is shown. */
	function show(page) {
		draw(page);
		document.title = page.title;
		document.documentElement.style.backgroundColor = isDark() ? "#191919" : "#ffffff";
		tell();
	}

	/** Draw again what is shown, because something of it has changed. */
	function again() {
		const page = native.pages?.current();
		if (page) show(page);
	}

	/** Tell the host page, which draws the buttons above the program. */
	function tell() {
		simulated.moved?.();
		native.inspect?.changed();
		native.blank.plan();
	}

	/** What program.js tells the host page besides the address. */
	simulated.around = () => {
		const page = native.pages?.current();
		return {
			ink: page ? frameOf(page).navigationBarTextStyle : "black",
			canGoBack: (native.pages?.stack.length ?? 0) > 1,
			isWide: isWide(),
		};
	};

	/** Tell whether the page that is shown is made for a device that lies on its side. */
	function isWide() {
		const page = native.pages?.current();
		return page ? frameOf(page).pageOrientation === "landscape" : false;
	}

	simulated.changed((settings, before) => {
		const isOther = (name) => JSON.stringify(settings[name]) !== JSON.stringify(before[name]);
		if (!isOther("insets") && !isOther("device")) return;
		again();
		if (isOther("insets")) dispatchEvent(new Event("resize"));
	});
	matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);

	/** Name what a page needs besides itself: the tabs that the program draws. */
	async function prepare(path) {
		if (!native.program.tabBar()?.custom || !isTab(path)) return;
		if (native.modules.file(CUSTOM)) await native.definitions.define(CUSTOM);
	}

	native.chrome = {
		/** The component that a program draws its tab bar with. */
		CUSTOM,
		dress,
		isWide,
		prepare,
		show,
		tabs,
		changed,
		again,
		changedFrame: draw,
		/** Begin or end the refreshing of the page that is shown. */
		refresh(isOn) {
			const refresh = native.pages.current()?.refresh;
			if (isOn) refresh?.begin();
			else refresh?.end();
		},
		home: () => native.navigation.reLaunch(`/${native.sources.program.start}`).catch(() => {}),
		setTitle(title) {
			const page = native.pages.current();
			if (page) page.title = String(title);
			again();
		},
	};
})();
