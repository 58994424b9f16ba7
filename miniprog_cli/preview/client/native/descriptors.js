/**
 * What script modules of templates are given: components and elements as they may touch them, from
 * `change:` attributes and from handlers of events that a module has.
 */
(() => {
	const native = globalThis.miniNative;
	const { engine } = native;
	const OWN = 3; // the framework's segment of styles that nothing else writes
	const made = new WeakMap();

	class Descriptor {
		#element;
		#state = {};
		#styles = new Map();

		constructor(element) {
			this.#element = element;
		}

		get #component() {
			return engine.componentOf(this.#element);
		}

		selectComponent(selector) {
			const found = this.#component.getShadowRoot?.()?.querySelector(selector);
			return found ? of(found) : null;
		}

		selectAllComponents(selector) {
			const found = this.#component.getShadowRoot?.()?.querySelectorAll(selector) ?? [];
			return found.map(of);
		}

		/** Add styles to those that the template gives; text or an object. */
		setStyle(styles) {
			const entries =
				typeof styles === "string"
					? styles.split(";").map((each) => each.split(/:(.*)/, 2).map((part) => part.trim()))
					: Object.entries(styles ?? {}).map(([name, value]) => [dashed(name), value]);
			for (const [name, value] of entries) if (name) this.#styles.set(name, value);
			const text = [...this.#styles].map(([name, value]) => `${name}: ${value}`).join("; ");
			this.#component.setNodeStyle(text, OWN);
			return this;
		}

		addClass(name) {
			this.#component.classList?.toggle(name, true);
			return this;
		}

		removeClass(name) {
			this.#component.classList?.toggle(name, false);
			return this;
		}

		hasClass(name) {
			return this.#component.classList?.contains(name) ?? false;
		}

		getDataset() {
			return { ...this.#component.dataset };
		}

		getState() {
			return this.#state;
		}

		callMethod(name, given) {
			const caller = this.#component.getMethodCaller?.() ?? this.#component;
			if (typeof caller[name] === "function") native.guarded(name, () => caller[name](given));
		}

		triggerEvent(name, detail, options) {
			this.#component.triggerEvent(name, detail, options);
		}

		requestAnimationFrame(act) {
			requestAnimationFrame(() => native.guarded("requestAnimationFrame", act));
		}

		setTimeout(act, time) {
			return setTimeout(() => native.guarded("setTimeout", act), time);
		}

		clearTimeout(timer) {
			clearTimeout(timer);
		}

		getComputedStyle(names) {
			const found = this.#component.$$ && getComputedStyle(this.#component.$$);
			return Object.fromEntries(names.map((name) => [name, found?.getPropertyValue(dashed(name))]));
		}

		getBoundingClientRect() {
			const { left, top, right, bottom, width, height } =
				this.#component.$$?.getBoundingClientRect() ?? new DOMRect();
			return { left, top, right, bottom, width, height };
		}
	}

	const dashed = (name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

	/** Give the one descriptor of an element or component. */
	function of(element) {
		const component = engine.componentOf(element);
		if (!made.has(component)) made.set(component, new Descriptor(component));
		return made.get(component);
	}

	/** Called by compiled templates: what hears of a changed attribute. */
	const change = (listener) =>
		typeof listener === "function"
			? (now, before, host, element) =>
					// what is in the element comes in the same turn, and listeners look for it
					queueMicrotask(() =>
						native.guarded("change", () => listener(now, before, of(host), of(element))),
					)
			: () => {};

	/** Called by compiled templates for every event; `path` is there where a module handles it. */
	function handle(host, event, listener, path) {
		if (!path) return listener.call(host, event);
		event.instance = of(native.events.rawOf(event.currentTarget));
		return listener(event, of(host));
	}

	const told = new Set();

	/**
	 * Have a template call a function of a script module. One that throws gives nothing, as in hosts,
	 * which render the rest: many do so until their data have come.
	 */
	const call = (given) =>
		typeof given === "function" ? (...args) => called(given, args) : () => {};

	function called(given, args) {
		try {
			return given(...args);
		} catch (error) {
			if (!told.has(error.message)) console.warn("a script module:", error);
			told.add(error.message);
			return undefined;
		}
	}

	native.descriptors = { of, hooks: { change, handle, call } };
})();
