/** What pages and components have beside their own methods: queries, observers and animations. */
(() => {
	const native = globalThis.miniNative;
	const { component } = native.vendor("glass-easel-miniprogram-adapter");
	const LENGTHS = new Set(["translate", "translateX", "translateY", "translateZ", "translate3d"]);
	const ANGLES = new Set(["rotate", "rotateX", "rotateY", "rotateZ", "skew", "skewX", "skewY"]);
	const PLAIN = new Set(["scale", "scaleX", "scaleY", "scaleZ", "scale3d", "matrix", "matrix3d"]);
	/** By element of the browser: its animations of this kind. */
	const running = new WeakMap();

	/** Write one frame as the browser has it; functions of `transform` stand in it by themselves. */
	function frame({ ease, transformOrigin, ...said }) {
		const made = {};
		const moves = [];
		for (const [name, value] of Object.entries(said)) {
			const values = Array.isArray(value) ? value : [value];
			if (LENGTHS.has(name)) moves.push(`${name}(${values.map(length).join()})`);
			else if (ANGLES.has(name))
				moves.push(`${name}(${values.map((each) => `${each}deg`).join()})`);
			else if (PLAIN.has(name)) moves.push(`${name}(${values.join()})`);
			else if (name === "rotate3d")
				moves.push(`rotate3d(${values.slice(0, 3).join()}, ${values[3]}deg)`);
			else
				made[name] =
					typeof value === "number" && name !== "opacity" && name !== "offset"
						? `${value}px`
						: value;
		}
		if (moves.length > 0) made.transform = moves.join(" ");
		if (ease) made.easing = ease;
		if (transformOrigin) made.transformOrigin = transformOrigin;
		return made;
	}

	const length = (value) =>
		typeof value === "number" ? `${value}px` : native.styles.px(String(value));

	function elements(owner, selector) {
		const root = native.engine.componentOf(owner)?.getShadowRoot?.();
		return (root?.querySelectorAll(selector) ?? []).map((each) => each.$$).filter(Boolean);
	}

	/** Douyin hands what is selected to a function, others give it back. */
	function heard(name) {
		const select = component.ComponentCaller.prototype[name];
		return function (selector, done = undefined) {
			const found = select.call(this, selector);
			if (typeof done === "function") queueMicrotask(() => native.guarded(name, () => done(found)));
			return found;
		};
	}

	Object.assign(component.ComponentCaller.prototype, {
		selectComponent: heard("selectComponent"),
		selectAllComponents: heard("selectAllComponents"),
		/** How hosts with two ways of drawing name the one that browsers are nearest to. */
		renderer: "webview",
		createSelectorQuery() {
			return native.query(this);
		},
		createIntersectionObserver(options) {
			return native.observer(this, options);
		},
		animate(selector, frames, duration, done) {
			const all = elements(this, selector).map((element) => {
				const made = element.animate(frames.map(frame), {
					duration: Number(duration) || 0,
					fill: "forwards",
				});
				running.set(element, [...(running.get(element) ?? []), made]);
				return made.finished;
			});
			Promise.all(all).then(
				() => typeof done === "function" && native.guarded("animate", done),
				() => {}, // it was cleared
			);
		},
		clearAnimation(selector, options, done = options) {
			for (const element of elements(this, selector)) {
				for (const each of running.get(element) ?? []) each.cancel();
				running.delete(element);
			}
			if (typeof done === "function") native.guarded("clearAnimation", done);
		},
		getTabBar() {
			return native.chrome.customTabs?.() ?? null;
		},
		applyAnimatedStyle() {},
		clearAnimatedStyle() {},
		setUpdatePerformanceListener() {},
	});
})();
