/**
 * Where a page is drawn: one layer per page, with the bar above, the window that scrolls, and the
 * tabs below. The window is what programs take for the screen: what is fixed is fixed in it, and
 * `vh` is a part of its height, so that no page lies behind a bar.
 */
(() => {
	const native = globalThis.miniNative;
	const { simulated } = native;
	const CSS = `
		html, body { margin: 0; height: 100%; overflow: hidden; background-color: inherit; }
		mini-layer { position: fixed; inset: 0; display: flex; flex-direction: column; contain: layout;
			background-color: inherit; }
		mini-layer[hidden] { display: none; }
		mini-window { position: relative; flex: 1; min-height: 0; container-type: size; contain: layout;
			background-color: inherit; overflow: hidden; }
		mini-scroll { position: absolute; inset: 0; overflow: hidden auto; background-color: inherit;
			overscroll-behavior: contain; scrollbar-width: none; display: block; }
		mini-scroll::-webkit-scrollbar { display: none; }
		mini-layer[data-still] > mini-window > mini-scroll { overflow: hidden; }
		mini-bar, mini-tabs { flex: none; display: block; z-index: 1; position: relative; }
		mini-bar[data-over] { position: absolute; inset: 0 0 auto; pointer-events: none; z-index: 900; }
		mini-tabs[data-top] { order: 1; }
		mini-tabs[data-top] ~ mini-window, mini-layer:has(> mini-tabs[data-top]) > mini-window { order: 2; }
	`;
	let shown = null;

	/** Make the layer of a page; `scroll` is the element that the page is put into. */
	class Layer {
		constructor() {
			this.element = document.createElement("mini-layer");
			this.window = document.createElement("mini-window");
			this.scroll = document.createElement("mini-scroll");
			this.window.append(this.scroll);
			this.element.append(this.window);
			this.top = 0;
			document.body.append(this.element);
		}

		/** Show or hide it, where it was scrolled to. */
		show(isShown) {
			if (isShown) shown = this;
			else this.top = this.scroll.scrollTop;
			this.element.hidden = !isShown;
			if (isShown) this.scroll.scrollTop = this.top;
		}

		end() {
			if (shown === this) shown = null;
			this.element.remove();
		}
	}

	/** Tell how the screen is divided, in CSS pixels. */
	function measures() {
		const { top, right, bottom, left } = simulated.settings.insets;
		const { clientWidth: screenWidth, clientHeight: screenHeight } = document.documentElement;
		const place = shown?.window.getBoundingClientRect();
		return {
			screenWidth,
			screenHeight,
			windowWidth: place?.width || screenWidth,
			windowHeight: place?.height || screenHeight,
			screenTop: place?.top ?? 0,
			statusBarHeight: top,
			safeArea: {
				top,
				left,
				right: screenWidth - right,
				bottom: screenHeight - bottom,
				width: screenWidth - left - right,
				height: screenHeight - top - bottom,
			},
		};
	}

	/** Tell where the buttons of the host lie, above all pages. */
	function capsule() {
		const { top: above, right: beside } = simulated.settings.insets;
		const right = document.documentElement.clientWidth - beside - 7;
		const top = above + 6;
		return { width: 87, height: 32, top, right, bottom: top + 32, left: right - 87 };
	}

	/** What scripts of the runtime know as the browser's window is that of the page. */
	const own = (name, get) => Object.defineProperty(globalThis, name, { get, configurable: true });
	const whole = Object.getOwnPropertyDescriptor(globalThis, "innerHeight");
	own("innerHeight", () => measures().windowHeight || whole.get.call(globalThis));
	own("scrollY", () => shown?.scroll.scrollTop ?? 0);
	own("scrollX", () => shown?.scroll.scrollLeft ?? 0);
	globalThis.scrollTo = (.../** @type {any[]} */ given) => shown?.scroll.scrollTo(...given);

	const sheet = document.createElement("style");
	sheet.textContent = CSS;
	document.head.append(sheet);

	native.screen = {
		Layer,
		measures,
		capsule,
		/** The layer that is shown. */
		get shown() {
			return shown;
		},
		/** Where the page begins on the screen: what is told of elements and touches counts from there. */
		origin: () => shown?.window.getBoundingClientRect() ?? { left: 0, top: 0 },
	};
})();
