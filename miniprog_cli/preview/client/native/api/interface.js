/** `wx.showToast` and its like, the title and the tab bar. */
(() => {
	const native = globalThis.miniNative;
	const { simulated, chrome, pages } = native;
	const { tabs, changed } = chrome;
	let shown = null;
	let timer;

	/** Show a note in the middle of the page; one at a time. */
	function show(
		{ title = "", icon = "success", image = "", duration = 1500, mask = false },
		isLoading = false,
	) {
		hide();
		shown = document.createElement("div");
		shown.className = "mini-toast";
		shown.setAttribute("role", "status");
		shown.style.cssText = `position: fixed; inset: 0; z-index: 1000; display: grid; place-items: center; pointer-events: ${mask ? "auto" : "none"};`;
		const box = shown.appendChild(document.createElement("div"));
		box.style.cssText =
			"max-width: 60%; padding: 16px 20px; border-radius: 8px; background: rgb(17 17 17 / 75%); color: #fff; font: 14px sans-serif; text-align: center;";
		const sign = { success: "✓", error: "!", loading: "◌" }[isLoading ? "loading" : icon];
		if (image) box.append(picture(image));
		else if (sign) box.append(line(sign, "font-size: 34px; margin-bottom: 8px;"));
		box.append(line(String(title), ""));
		document.body.append(shown);
		if (!isLoading) timer = setTimeout(hide, Number(duration));
	}

	function line(text, style) {
		const made = document.createElement("div");
		made.textContent = text;
		made.style.cssText = style;
		return made;
	}

	function picture(path) {
		const made = document.createElement("img");
		made.src = native.paths.address(path, pages.current()?.path ?? "");
		made.style.cssText = "width: 40px; height: 40px;";
		made.alt = "";
		return made;
	}

	function hide() {
		clearTimeout(timer);
		shown?.remove();
		shown = null;
	}

	native.toast = { show, hide };

	/** Change one of the tabs, as `setTabBarItem` does, in what `app.json` says. */
	function tab(index) {
		if (!native.sources.app.tabBar || !tabs()[index]) throw new native.Failure("not TabBar page");
		return index;
	}

	native.api({
		calls: {
			showToast: (given) => show(given),
			hideToast: hide,
			showLoading: (given) => show(given, true),
			hideLoading: hide,
			async showModal({
				title = "",
				content = "",
				showCancel = true,
				cancelText = "取消",
				confirmText = "确定",
				editable = false,
			}) {
				if (editable) native.unsupported("showModal editable");
				const choices = [["ok", confirmText], ...(showCancel ? [[null, cancelText]] : [])];
				const said = await simulated.ask({
					title: title || simulated.title,
					text: content,
					choices,
				});
				return { confirm: said === "ok", cancel: said !== "ok", content: null };
			},
			async showActionSheet({ itemList = [], alertText = "" }) {
				const choices = [...itemList.map((text, index) => [String(index), text]), [null, "取消"]];
				const said = await simulated.ask({ title: alertText, text: "", choices });
				if (said === null || said === undefined) throw new native.Failure("cancel");
				return { tapIndex: Number(said) };
			},
			setNavigationBarTitle: ({ title }) => chrome.setTitle(title),
			setNavigationBarColor: () => {},
			showNavigationBarLoading: () => {},
			hideNavigationBarLoading: () => {},
			hideHomeButton: () => {},
			setBackgroundColor({ backgroundColor }) {
				if (backgroundColor) document.documentElement.style.backgroundColor = backgroundColor;
			},
			setBackgroundTextStyle: () => {},
			startPullDownRefresh: async () => void pages.current()?.call("onPullDownRefresh"),
			stopPullDownRefresh: () => {},
			hideTabBar() {
				changed.isHidden = true;
				chrome.again();
			},
			showTabBar() {
				changed.isHidden = false;
				chrome.again();
			},
			setTabBarItem: ({ index }) => void tab(index),
			setTabBarBadge: ({ index }) => void tab(index),
			removeTabBarBadge: ({ index }) => void tab(index),
			showTabBarRedDot: ({ index }) => void tab(index),
			hideTabBarRedDot: ({ index }) => void tab(index),
			setTabBarStyle: () => void tab(0),
			pageScrollTo({ scrollTop, selector, offsetTop = 0, duration = 300 }) {
				const element = selector && native.select(selector);
				const top = element ? element.getBoundingClientRect().top + scrollY + offsetTop : scrollTop;
				scrollTo({ top: Number(top) || 0, behavior: duration > 0 ? "smooth" : "instant" });
			},
			loadFontFace({ family, source }) {
				const face = new FontFace(family, source);
				document.fonts.add(face);
				return face.load().then(
					() => ({ status: "loaded" }),
					(error) => {
						throw new native.Failure(error.message, { status: "error" });
					},
				);
			},
		},
		values: {
			nextTick: (act) => void queueMicrotask(() => native.guarded("nextTick", act)),
		},
		later: ["showShareMenu", "hideShareMenu", "updateShareMenu", "setTopBarText"],
	});

	let isFar = false;
	addEventListener(
		"scroll",
		() => {
			const page = pages.current();
			page?.call("onPageScroll", { scrollTop: scrollY });
			const rest = document.documentElement.scrollHeight - innerHeight - scrollY;
			const near = native.program.frameOf(page?.path ?? "").onReachBottomDistance ?? 50;
			if (rest <= near && !isFar) page?.call("onReachBottom");
			isFar = rest <= near;
		},
		{ passive: true },
	);
})();
