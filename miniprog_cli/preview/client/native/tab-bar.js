/** The tabs below or above a page, drawn from what app.json says and what calls have changed. */
(() => {
	const native = globalThis.miniNative;
	const { simulated } = native;
	const CSS = `
		:host { background: var(--ground); color: var(--ink); user-select: none; }
		nav { display: flex; height: 50px; border-top: 1px solid var(--line); box-sizing: border-box; }
		:host([data-top]) nav { height: 42px; border: 0; border-bottom: 1px solid var(--line); }
		button { all: unset; flex: 1; min-width: 0; display: flex; flex-direction: column; align-items: center;
			justify-content: center; gap: 2px; position: relative; cursor: pointer; color: var(--ink);
			font: 10px/1.3 -apple-system, "PingFang SC", "Noto Sans CJK SC", system-ui, sans-serif; }
		button[aria-current] { color: var(--chosen); }
		button:focus-visible { outline: 2px solid var(--chosen); outline-offset: -3px; border-radius: 6px; }
		button.mini-bare, :host([data-top]) button { font-size: 15px; }
		:host([data-top]) button[aria-current]::after { content: ""; position: absolute; inset: auto 25% 0;
			height: 2px; background: var(--chosen); }
		img { width: 27px; height: 27px; object-fit: contain; }
		.mini-sign { position: absolute; top: 3px; left: calc(50% + 7px); box-sizing: border-box; min-width: 16px;
			padding: 0 4px; border-radius: 8px; background: #fa5151; color: #fff; text-align: center;
			font: 600 10px/16px system-ui, sans-serif; }
		.mini-sign.mini-dot { min-width: 8px; width: 8px; height: 8px; padding: 0; left: calc(50% + 10px); }
	`;

	const LINES = { black: "rgb(0 0 0 / 12%)", white: "rgb(255 255 255 / 30%)" };

	/** The bar of one page. */
	class TabBar {
		constructor(chosen) {
			this.chosen = chosen;
			this.element = document.createElement("mini-tabs");
			const root = this.element.attachShadow({ mode: "open" });
			const sheet = new CSSStyleSheet();
			sheet.replaceSync(CSS);
			root.adoptedStyleSheets = [sheet];
			this.list = root.appendChild(document.createElement("nav"));
		}

		/** Draw it for the page of a path: `look` is the whole, `tabs` each of them. */
		show({ path, look, tabs }) {
			const { style } = this.element;
			const isTop = look.position === "top";
			style.setProperty("--ground", look.backgroundColor || "#fff");
			style.setProperty("--ink", look.color || "#7a7e83");
			style.setProperty("--chosen", look.selectedColor || "#3cc51f");
			style.setProperty("--line", LINES[look.borderStyle] ?? look.borderStyle ?? LINES.black);
			style.paddingBottom = isTop ? "" : `${simulated.settings.insets.bottom}px`;
			this.element.toggleAttribute("data-top", isTop);
			this.list.replaceChildren(...tabs.map((tab) => this.#button(tab, tab.path === path, isTop)));
		}

		clear() {
			this.list.replaceChildren();
		}

		#button(tab, isChosen, isTop) {
			const made = document.createElement("button");
			made.type = "button";
			if (isChosen) made.setAttribute("aria-current", "page");
			const icon = isChosen ? (tab.selectedIconPath ?? tab.iconPath) : tab.iconPath;
			if (icon && !isTop) made.append(picture(icon));
			else made.className = "mini-bare";
			made.append(words(tab.text ?? ""));
			if (tab.dot) made.append(sign("", "mini-sign mini-dot"));
			else if (tab.badge) made.append(sign(tab.badge, "mini-sign"));
			made.addEventListener("click", () => this.chosen(tab));
			return made;
		}
	}

	function picture(icon) {
		const made = document.createElement("img");
		made.src = native.paths.address(/^(\/|\w+:)/.test(icon) ? icon : `/${icon}`, "");
		made.alt = "";
		return made;
	}

	const words = (text) => Object.assign(document.createElement("span"), { textContent: text });

	/** What is too long for a badge is three dots, as hosts draw it. */
	function sign(text, className) {
		const made = words(text.length > 3 ? "···" : text);
		made.className = className;
		return made;
	}

	native.TabBar = TabBar;
})();
