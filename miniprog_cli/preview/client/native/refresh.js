/** Pulling a page down to refresh it: by a finger, by a mouse, and by a call. */
(() => {
	const native = globalThis.miniNative;
	const ROOM = 54; // pixels that are held open while a page refreshes
	const FAR = 110;
	const CSS = `
		:host { position: absolute; inset: 0 0 auto; height: ${ROOM}px; display: flex; gap: 8px;
			align-items: center; justify-content: center; background: var(--ground); color: var(--ink); }
		:host([hidden]) { display: none; }
		i { width: 7px; height: 7px; border-radius: 50%; background: currentColor; opacity: 0.3; }
		:host([data-busy]) i { animation: blink 0.9s infinite; }
		i:nth-child(2) { animation-delay: 0.15s !important; }
		i:nth-child(3) { animation-delay: 0.3s !important; }
		@keyframes blink { 40% { opacity: 1; } }
		@media (prefers-reduced-motion: reduce) { :host([data-busy]) i { animation: none; opacity: 0.7; } }
	`;

	/** What one page needs for it; `asked()` is called when it is to refresh. */
	class Refresh {
		#from = null;
		#far = 0;
		isBusy = false;
		isOn = false;

		constructor(layer, asked) {
			this.layer = layer;
			this.asked = asked;
			this.element = document.createElement("mini-refresh");
			this.element.hidden = true;
			const root = this.element.attachShadow({ mode: "open" });
			const sheet = new CSSStyleSheet();
			sheet.replaceSync(CSS);
			root.adoptedStyleSheets = [sheet];
			root.append(...[0, 1, 2].map(() => document.createElement("i")));
			layer.window.prepend(this.element);
			this.#listen();
		}

		/** Colours of the room behind the page, and whether a finger may pull. */
		show(frame) {
			this.isOn = frame.enablePullDownRefresh === true;
			const { style } = this.element;
			style.setProperty("--ground", frame.backgroundColorTop ?? frame.backgroundColor);
			style.setProperty("--ink", frame.backgroundTextStyle === "light" ? "#fff" : "#000");
		}

		begin() {
			if (this.isBusy) return;
			this.isBusy = true;
			this.element.toggleAttribute("data-busy", true);
			this.#move(ROOM, true);
			this.asked();
		}

		end() {
			this.isBusy = false;
			this.element.removeAttribute("data-busy");
			this.#move(0, true);
		}

		#move(far, isSmooth = false) {
			this.#far = far;
			const { style } = this.layer.scroll;
			const isQuiet = matchMedia("(prefers-reduced-motion: reduce)").matches;
			style.transition = isSmooth && !isQuiet ? "translate 0.2s" : "";
			style.translate = far ? `0 ${far}px` : "";
			this.element.hidden = far === 0;
		}

		#listen() {
			const { scroll } = this.layer;
			const begin = (y) => {
				this.#from = this.isOn && !this.isBusy && scroll.scrollTop <= 0 ? y : null;
			};
			const move = (y, event) => {
				const far = this.#from === null ? 0 : y - this.#from;
				if (far <= 4 || scroll.scrollTop > 0) return;
				if (event.cancelable) event.preventDefault();
				this.#move(Math.min(FAR, far / 2));
			};
			const end = () => {
				if (this.#from === null) return;
				this.#from = null;
				if (this.#far >= ROOM) this.begin();
				else if (this.#far) this.#move(0, true);
			};
			const finger = (event) => event.touches[0].clientY;
			scroll.addEventListener("touchstart", (event) => begin(finger(event)), { passive: true });
			scroll.addEventListener("touchmove", (event) => move(finger(event), event), {
				passive: false,
			});
			for (const name of ["touchend", "touchcancel"]) scroll.addEventListener(name, end);
			scroll.addEventListener("mousedown", (event) => {
				const isField = event.target instanceof Element && event.target.closest("input, textarea");
				if (event.button === 0 && !isField) begin(event.clientY);
			});
			scroll.addEventListener("mousemove", (event) => event.buttons && move(event.clientY, event));
			addEventListener("mouseup", end);
		}
	}

	native.Refresh = Refresh;
})();
