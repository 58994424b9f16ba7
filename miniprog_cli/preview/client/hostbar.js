// The bar that the host draws above the program: buttons, title and colours of the one that is
// simulated, drawn by us.

/** @type {(id: string) => any} */
const $ = (id) => document.getElementById(id);

export class HostBar {
	#bars = new Map();
	#host = "";
	#isDark = false;
	#changed;

	// `changed()` hears that the height may be another one.
	constructor(changed) {
		this.#changed = changed;
	}

	get height() {
		return this.#bar?.height ?? 48;
	}

	get app() {
		return this.#bar?.app ?? "";
	}

	know(bars) {
		for (const bar of bars) {
			this.#bars.set(bar.name, bar);
		}
		this.#draw();
	}

	names(hosts) {
		return hosts.map((name) => [name, this.#bars.get(name)?.app ?? name]);
	}

	use(host) {
		this.#host = host;
		this.#draw();
	}

	setDark(isDark) {
		this.#isDark = isDark;
		this.#draw();
	}

	// Says where the program is: a way back, where there is one, stands in the place of the way out.
	showPlace({ title, address, canGoBack }) {
		$("title").textContent = title;
		$("back").disabled = !canGoBack;
		const { subtitle, leading } = this.#bar ?? {};
		$("subtitle").hidden = !subtitle;
		$("subtitle").textContent = subtitle === "address" ? address : (subtitle ?? "");
		const isWayOut = leading === "close" && !canGoBack;
		$("leave").hidden = !isWayOut;
		$("back").hidden = isWayOut;
	}

	get #bar() {
		return this.#bars.get(this.#host);
	}

	#draw() {
		const bar = this.#bar;
		if (!bar) {
			return;
		}
		const [background, text] = this.#isDark ? bar.dark : bar.light;
		const frame = $("frame");
		frame.style.setProperty("--bar-ground", background);
		frame.style.setProperty("--bar-text", text);
		$("titlebar").dataset.title = bar.title;
		$("titlebar").dataset.buttons = bar.buttons;
		$("titlebar").dataset.menu = bar.menu;
		$("titlebar").dataset.close = bar.close;
		$("close").hidden = bar.close === "none";
		frame.toggleAttribute("data-overlay", bar.overlay);
		this.#changed();
	}
}
