/** Instances: what pages and components can do by themselves that has to do with calls of the host. */
(() => {
	const native = globalThis.miniNative;
	const { component } = native.vendor("glass-easel-miniprogram-adapter");
	const LENGTHS = /^(width|height|left|right|top|bottom)$/;
	const running = new WeakMap();

	const joined = (values, unit = "") =>
		[values]
			.flat()
			.map((one) => (typeof one === "number" ? one + unit : one))
			.join(", ");
	const LAST = {
		rotate3d: "deg",
		translate: "px",
		translateX: "px",
		translateY: "px",
		translateZ: "px",
		translate3d: "px",
	};

	/** Write one part of a transform as a sheet has it. */
	function transformed(name, value) {
		if (name === "rotate3d") {
			const [x, y, z, angle] = value;
			return `rotate3d(${x}, ${y}, ${z}, ${angle}deg)`;
		}
		const unit = LAST[name] ?? (/^(rotate|skew)/.test(name) ? "deg" : "");
		return `${name}(${joined(value, unit)})`;
	}

	const TRANSFORMS =
		/^(matrix3?d?|rotate([XYZ]|3d)?|scale([XYZ]|3d)?|skew[XY]?|translate([XYZ]|3d)?|perspective)$/;

	/** Turn a key frame of hosts into one of the browser. */
	function frame(given) {
		const made = {};
		const parts = [];
		for (const [name, value] of Object.entries(given)) {
			if (name === "ease") made.easing = value;
			else if (name === "offset" || name === "composite") made[name] = value;
			else if (TRANSFORMS.test(name)) parts.push(transformed(name, value));
			else made[name] = LENGTHS.test(name) && typeof value === "number" ? `${value}px` : value;
		}
		if (parts.length) made.transform = parts.join(" ");
		return made;
	}

	/** Follow the way an element scrolls instead of the time, where a timeline is given. */
	function scrolling(
		animation,
		{ scrollSource, orientation = "vertical", startScrollOffset = 0, endScrollOffset },
		owner,
		duration,
	) {
		const source = native.select(scrollSource, owner);
		const scroller = source?.scroller ?? source;
		if (!scroller) return;
		animation.pause();
		const follow = () => {
			const [at, most] =
				orientation === "vertical"
					? [scroller.scrollTop, scroller.scrollHeight - scroller.clientHeight]
					: [scroller.scrollLeft, scroller.scrollWidth - scroller.clientWidth];
			const end = endScrollOffset ?? most;
			const part = (at - startScrollOffset) / Math.max(1, end - startScrollOffset);
			animation.currentTime = Math.min(1, Math.max(0, part)) * duration;
		};
		scroller.addEventListener("scroll", follow, { passive: true });
		follow();
	}

	/** Animate by key frames; `then` is called at the end, or a timeline takes the place of the time. */
	function animate(selector, frames, duration, then) {
		const found = native.found(this, selector, true);
		const made = found.map((shown) => {
			const animation = shown.animate(frames.map(frame), { duration, fill: "forwards" });
			running.set(shown, [...(running.get(shown) ?? []), animation]);
			if (then && typeof then === "object") scrolling(animation, then, this, duration);
			return animation.finished.catch(() => {});
		});
		if (typeof then !== "function") return;
		Promise.all(made).then(() => native.guarded("animate", () => then()));
	}

	function clearAnimation(selector, options, then) {
		const done = typeof options === "function" ? options : then;
		for (const shown of native.found(this, selector, true)) {
			for (const animation of running.get(shown) ?? []) animation.cancel();
			running.delete(shown);
		}
		if (typeof done === "function")
			setTimeout(() => native.guarded("clearAnimation", () => done()));
	}

	Object.assign(component.ComponentCaller.prototype, {
		createSelectorQuery() {
			return native.query(this);
		},
		createIntersectionObserver(options) {
			return native.observer(this, options);
		},
		createMediaQueryObserver() {
			return native.mediaObserver();
		},
		animate,
		clearAnimation,
		applyAnimatedStyle(...given) {
			return native.worklet.apply(this, ...given);
		},
		clearAnimatedStyle(...given) {
			return native.worklet.clear(this, ...given);
		},
		setUpdatePerformanceListener() {},
		setPassiveEvent() {},
		setInitialRenderingCache() {},
	});
})();
