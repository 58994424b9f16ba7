/** Animation: `createAnimation`, whose steps elements run that have them as their `animation`. */
(() => {
	const native = globalThis.miniNative;
	const USUAL = { duration: 400, timingFunction: "linear", delay: 0, transformOrigin: "50% 50% 0" };
	const DEGREES = ["rotate", "rotateX", "rotateY", "rotateZ", "skew", "skewX", "skewY"];
	const PIXELS = ["translate", "translateX", "translateY", "translateZ", "translate3d"];
	const BARE = ["matrix", "matrix3d", "scale", "scaleX", "scaleY", "scaleZ", "scale3d"];
	const STYLES = [
		"opacity",
		"backgroundColor",
		"width",
		"height",
		"top",
		"left",
		"right",
		"bottom",
	];
	const under = new WeakMap();

	/** Steps as programs put them together: methods gather, `step` ends one, `export` gives them. */
	class Steps {
		#actions = [];
		#animates = [];

		constructor(options) {
			const { transformOrigin, ...transition } = { ...USUAL, ...options };
			/** What each step has unless it says otherwise; libraries change it between two steps. */
			this.option = { transition, transformOrigin };
		}

		add(type, args) {
			this.#animates.push({ type, args });
			return this;
		}

		step(options = {}) {
			const { transition: usual, transformOrigin: origin } = this.option;
			const { duration, timingFunction, delay, transformOrigin } = {
				...usual,
				transformOrigin: origin,
				...options,
			};
			const transition = { duration, timingFunction, delay };
			this.#actions.push({ animates: this.#animates, option: { transformOrigin, transition } });
			this.#animates = [];
			return this;
		}

		export() {
			const actions = this.#actions;
			this.#actions = [];
			return { actions };
		}
	}
	for (const name of [...DEGREES, ...PIXELS, ...BARE, "rotate3d"]) {
		Object.defineProperty(Steps.prototype, name, {
			value(...args) {
				return this.add(name, args);
			},
		});
	}
	for (const name of STYLES) {
		Object.defineProperty(Steps.prototype, name, {
			value(value) {
				const isLength = typeof value === "number" && name !== "opacity";
				return this.add("style", [name, isLength ? `${value}px` : value]);
			},
		});
	}

	/** Write one part of a transform as a sheet has it. */
	function written({ type, args }) {
		const values = args.filter((one) => one !== undefined);
		if (type === "rotate3d")
			return `rotate3d(${values.slice(0, 3).join(", ")}, ${values[3] ?? 0}deg)`;
		const unit = DEGREES.includes(type) ? "deg" : PIXELS.includes(type) ? "px" : "";
		return `${type}(${values.map((one) => (typeof one === "number" ? one + unit : one)).join(", ")})`;
	}

	/** Run steps on an element, one after the other; those that come later take their place. */
	function run(shown, { actions = [] }) {
		const { timers = [], parts = new Map() } = under.get(shown) ?? {};
		for (const timer of timers) clearTimeout(timer);
		const now = { timers: [], parts };
		under.set(shown, now);
		let at = 0;
		for (const action of actions) {
			now.timers.push(setTimeout(() => act(shown, action, parts), at));
			at += action.option.transition.duration + action.option.transition.delay;
		}
	}

	function act(shown, { animates, option }, parts) {
		const { duration, timingFunction, delay } = option.transition;
		const { style } = shown;
		style.transition = `all ${duration}ms ${timingFunction} ${delay}ms`;
		style.transformOrigin = option.transformOrigin;
		for (const each of animates) {
			if (each.type === "style") style[each.args[0]] = native.styles.px(String(each.args[1]));
			else parts.set(each.type, written(each));
		}
		if (parts.size) style.transform = [...parts.values()].join(" ");
	}

	const { setAttribute } = native.Element.prototype;
	native.Element.prototype.setAttribute = function (name, value) {
		if (name !== "animation") {
			setAttribute.call(this, name, value);
			return;
		}
		// hosts have it as an object, and the page shows nothing of it
		const given = this.__wxElement?._$nodeAttributes?.animation ?? value;
		if (given?.actions) requestAnimationFrame(() => run(this, given));
	};

	native.api({ values: { createAnimation: (options) => new Steps(options) } });
})();
