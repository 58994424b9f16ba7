/** What the host draws around a page, as far as it is in the page: its title, ground and tab bar. */
(() => {
	const native = globalThis.miniNative;
	let bar = null;
	/** What calls such as `wx.setTabBarItem` changed: by tab, and of the whole. */
	const changed = { isHidden: false };

	/** Show what a page asks for. */
	function show(page) {
		const frame = native.program.frameOf(page.path);
		page.title ??= frame.navigationBarTitleText ?? "";
		document.title = page.title;
		const ground = frame.backgroundColor ?? (isDark() ? "#191919" : "#ffffff");
		document.documentElement.style.backgroundColor = /^@/.test(ground) ? "" : ground;
		showTabs(page.path);
	}

	const isDark = () => matchMedia("(prefers-color-scheme: dark)").matches;

	/** Give the tabs, each with its page; none where the program has no tab bar. */
	function tabs() {
		return (native.program.tabBar()?.list ?? []).map((tab) => ({
			...tab,
			path: native.paths.normal(tab.pagePath),
		}));
	}

	function showTabs(path) {
		const list = tabs();
		const isTab = list.some((tab) => tab.path === path);
		const look = native.program.tabBar();
		const isDrawn = isTab && !look.custom && !changed.isHidden;
		bar?.remove();
		bar = null;
		document.documentElement.style.setProperty("--tab-bar", isDrawn ? "50px" : "0px");
		if (!isDrawn) return;
		bar = document.createElement("nav");
		bar.className = "mini-tab-bar";
		bar.style.background = colour(look.backgroundColor, "#ffffff");
		bar.append(...list.map((tab) => button(tab, tab.path === path, look)));
		document.body.append(bar);
	}

	const colour = (said, otherwise) => (said && !said.startsWith("@") ? said : otherwise);

	function button(tab, isChosen, look) {
		const made = document.createElement("button");
		const icon = isChosen ? (tab.selectedIconPath ?? tab.iconPath) : tab.iconPath;
		if (icon) {
			const picture = document.createElement("img");
			picture.src = native.paths.address(`/${icon}`, "");
			picture.alt = "";
			made.append(picture);
		}
		made.append(tab.text ?? "");
		made.style.color = isChosen
			? colour(look.selectedColor, "#07c160")
			: colour(look.color, "#7a7e83");
		made.addEventListener("click", () => {
			native.pages.current().call("onTabItemTap", { pagePath: tab.path, text: tab.text });
			native.navigation.switchTab(`/${tab.path}`);
		});
		return made;
	}

	native.chrome = {
		show,
		tabs,
		changed,
		again: () => native.pages.current() && showTabs(native.pages.current().path),
		setTitle(title) {
			const page = native.pages.current();
			if (page) page.title = String(title);
			document.title = String(title);
		},
	};
})();
