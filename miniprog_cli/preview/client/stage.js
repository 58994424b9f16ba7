// The device on its stage: which one is chosen, how it is held, and what it takes of the screen.
import { DEVICES, deviceOf, fit, insetsOf, measuresOf, titleOf } from "./devices.js";
import { save } from "./stored.js";

/** @type {(id: string) => any} */
const $ = (id) => document.getElementById(id);
const ROW = 44; // of the bar that a native program has on its own screen, in CSS pixels

export class Stage {
	isNative = false;
	#isThere = false;
	#device;
	#isRotated;
	// the page that is shown is made for a device that lies on its side
	#isWide = false;
	#bar;
	#order;
	// what the server was told that the device takes of the screen
	#given = "";

	// `bar` is the host's, above the program; `order` gives an order to the server.
	constructor({ bar, stored, order }) {
		const isNarrow = matchMedia("(max-width: 720px)").matches;
		this.#device = deviceOf(stored.device ?? (isNarrow ? "window" : "phone"));
		this.#isRotated = stored.isRotated === true;
		this.#bar = bar;
		this.#order = order;
	}

	begin() {
		$("device").append(...DEVICES.map((device) => new Option(titleOf(device), device.id)));
		$("device").addEventListener("change", () => this.#choose(deviceOf($("device").value)));
		$("rotate").addEventListener("click", () => this.rotate());
		new ResizeObserver(() => this.show()).observe($("stage"));
		this.#isThere = true;
		this.show();
	}

	hold({ isNative }) {
		if (isNative === this.isNative) return;
		this.isNative = isNative;
		this.show();
	}

	get insets() {
		return insetsOf(this.#device, this.#lies);
	}

	get #lies() {
		return this.#isRotated || this.#isWide;
	}

	// A page of a native program may have the device turned as long as it is shown.
	turn(isWide) {
		if (isWide === this.#isWide) return;
		this.#isWide = isWide;
		this.show();
	}

	show() {
		if (!this.#isThere) return;
		const { insets } = this;
		const size = fit($("frame"), $("stage"), {
			device: this.#device,
			isRotated: this.#lies,
			bar: this.isNative ? insets.top + ROW : this.#bar.height,
			isWhole: this.isNative,
		});
		if (this.isNative) {
			this.#tell(insets);
		}
		$("measures").textContent = measuresOf(this.#device, size);
		$("device").value = this.#device.id;
		$("rotate").disabled = this.#device.kind === "window";
		$("rotate").setAttribute("aria-pressed", String(this.#lies));
	}

	rotate() {
		this.#isRotated = !this.#isRotated;
		save({ isRotated: this.#isRotated });
		this.show();
	}

	next() {
		const at = DEVICES.indexOf(this.#device) + 1;
		this.#choose(DEVICES.at(at % DEVICES.length));
	}

	#choose(device) {
		this.#device = device;
		save({ device: device.id });
		this.show();
	}

	// Hears what the server knows; where all settings were taken back, it is told again. Not where it
	// knows another device: two pages would contradict each other for ever.
	took(insets = {}) {
		if (this.isNative && isFlat(insets) && !isFlat(this.insets)) {
			this.#given = "";
			this.show();
		}
	}

	// Whether a program finds what the device takes of its screen where it looks for it.
	isTold(insets = {}) {
		return !this.isNative || isSame(insets, this.insets);
	}

	// A native program has the whole screen, and leaves room itself for what the device takes of it.
	#tell(insets) {
		for (const [side, length] of Object.entries(insets)) {
			$("frame").style.setProperty(`--inset-${side}`, `${length}px`);
		}
		const told = JSON.stringify(insets);
		if (told !== this.#given) {
			this.#given = told;
			this.#order({ settings: { insets } });
		}
	}
}

function isFlat(insets) {
	return Object.values(insets).every((length) => length === 0);
}

function isSame(some, others) {
	return Object.entries(others).every(([side, length]) => some[side] === length);
}
