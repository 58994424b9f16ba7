/** The bar above a page as the host draws it: the clock of the phone, the way back, and the title. */
(() => {
	const native = globalThis.miniNative;
	const { simulated } = native;
	const HEIGHT = 44; // pixels, of the row with the title
	const SVG = "http://www.w3.org/2000/svg";
	const DRAWN = {
		back: "M10.500 3 4 10l6.500 7",
		home: "M3 9.500 10 3.500l7 6M5 8.500V16.500h3.800v-4.500h2.400v4.500H15V8.500",
	};
	const CSS = `
		:host { color: var(--ink); background: var(--ground); user-select: none;
			font: 17px/1.2 -apple-system, "PingFang SC", "Noto Sans CJK SC", system-ui, sans-serif;
			transition: background-color var(--time, 0s), color var(--time, 0s); }
		.mini-phone { display: flex; justify-content: space-between; align-items: center; box-sizing: border-box;
			padding: 0 26px; font: 600 15px system-ui, sans-serif; }
		.mini-phone[hidden], .mini-row[hidden] { display: none; }
		.mini-phone svg { width: 58px; height: 12px; fill: currentColor; stroke: none; }
		.mini-row { display: grid; grid-template-columns: 107px 1fr 107px; align-items: center; height: ${HEIGHT}px; }
		button { all: unset; display: grid; place-items: center; width: 36px; height: 36px; margin-left: 6px;
			border-radius: 18px; cursor: pointer; }
		button:focus-visible { outline: 2px solid currentColor; outline-offset: -2px; }
		button[hidden] { display: none; }
		.mini-row svg { width: 20px; height: 20px; fill: none; stroke: currentColor; stroke-width: 2;
			stroke-linecap: round; stroke-linejoin: round; }
		.mini-titles { display: flex; justify-content: center; align-items: center; gap: 8px; min-width: 0; }
		h1 { margin: 0; font: inherit; font-weight: 600; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
		.mini-busy { width: 16px; height: 16px; flex: none; border-radius: 50%; border: 2px solid currentColor;
			border-top-color: transparent; animation: turn 1s linear infinite; }
		.mini-busy[hidden] { display: none; }
		@keyframes turn { to { rotate: 1turn; } }
		@media (prefers-reduced-motion: reduce) { .mini-busy { animation-duration: 4s; } }
	`;

	function drawing(path, box = "0 0 20 20") {
		const svg = document.createElementNS(SVG, "svg");
		svg.setAttribute("viewBox", box);
		svg.setAttribute("aria-hidden", "true");
		const line = document.createElementNS(SVG, "path");
		line.setAttribute("d", path);
		svg.append(line);
		return svg;
	}

	function button(name, words, pressed) {
		const made = document.createElement("button");
		made.type = "button";
		made.setAttribute("aria-label", words);
		made.className = `mini-${name}`;
		made.append(drawing(DRAWN[name]));
		made.addEventListener("click", pressed);
		return made;
	}

	const SIGNS =
		"M0 8h2.500v4H0zM4 5.500h2.500V12H4zM8 3h2.500v9H8zM12 0h2.500v12H12zM20.500 4.200a7 7 0 0 1 9 0L25 9.500zM35 1h18a2.500 2.500 0 0 1 2.500 2.500v5A2.500 2.500 0 0 1 53 11H35a2.500 2.500 0 0 1-2.500-2.500v-5A2.500 2.500 0 0 1 35 1zM56.300 4.300h1.200v3.400h-1.200z";

	function clock() {
		const now = new Date();
		return `${now.getHours()}:${String(now.getMinutes()).padStart(2, "0")}`;
	}

	/** One bar; `show` draws it for its page. */
	class Bar {
		constructor() {
			this.element = document.createElement("mini-bar");
			const root = this.element.attachShadow({ mode: "open" });
			const sheet = new CSSStyleSheet();
			sheet.replaceSync(CSS);
			root.adoptedStyleSheets = [sheet];
			const make = (name, className) => Object.assign(document.createElement(name), { className });
			this.phone = make("div", "mini-phone");
			this.phone.setAttribute("aria-hidden", "true");
			this.time = document.createElement("span");
			this.phone.append(this.time, drawing(SIGNS, "0 0 58 12"));
			this.row = make("div", "mini-row");
			this.row.setAttribute("role", "banner");
			const ways = make("div", "mini-ways");
			this.back = button("back", "返回", () =>
				native.begun("navigateBack", {}, () => native.navigation.navigateBack(1)),
			);
			this.home = button("home", "首页", () => native.chrome.home());
			ways.append(this.back, this.home);
			this.busy = make("span", "mini-busy");
			this.busy.setAttribute("role", "progressbar");
			this.busy.setAttribute("aria-label", "加载中");
			this.title = document.createElement("h1");
			const titles = make("div", "mini-titles");
			titles.append(this.busy, this.title);
			this.row.append(ways, titles);
			root.append(this.phone, this.row);
		}

		/** `frame` is what the files and calls say; a page without a bar keeps the clock alone. */
		show({ frame, title, hasBack, hasHome }) {
			const { top, left, right } = simulated.settings.insets;
			const { style } = this.element;
			const isOver = frame.navigationStyle === "custom";
			this.element.toggleAttribute("data-over", isOver);
			style.setProperty("--ink", frame.navigationBarTextStyle === "black" ? "#000" : "#fff");
			style.setProperty("--ground", isOver ? "transparent" : frame.navigationBarBackgroundColor);
			style.setProperty("--time", `${Number(frame.navigationBarAnimation?.duration) || 0}ms`);
			style.padding = `0 ${right}px 0 ${left}px`;
			this.phone.hidden = top === 0;
			this.phone.style.height = `${top}px`;
			this.time.textContent = clock();
			this.row.hidden = isOver;
			this.back.hidden = !hasBack;
			this.home.hidden = !hasHome;
			this.busy.hidden = !frame.isLoading;
			this.title.textContent = title;
		}
	}

	native.Bar = Bar;
})();
