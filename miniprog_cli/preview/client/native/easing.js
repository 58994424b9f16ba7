/** The curves along which worklets move values: each gives how far a part of the time has come. */
(() => {
	const native = globalThis.miniNative;
	const quad = (part) => part * part;
	const cubic = (part) => part ** 3;
	const out = (easing) => (part) => 1 - easing(1 - part);
	const inOut = (easing) => (part) =>
		part < 0.5 ? easing(part * 2) / 2 : 1 - easing((1 - part) * 2) / 2;

	/** Give a curve of Bézier by its two inner points, as sheets have it. */
	function bezier(x1, y1, x2, y2) {
		const along = (a, b, t) => 3 * a * t * (1 - t) ** 2 + 3 * b * t * t * (1 - t) + t ** 3;
		const curve = (part) => {
			let [low, high] = [0, 1];
			for (let turn = 0; turn < 30; turn += 1) {
				const middle = (low + high) / 2;
				if (along(x1, x2, middle) < part) low = middle;
				else high = middle;
			}
			return along(y1, y2, (low + high) / 2);
		};
		// as hosts have it: the curve itself, or what makes it
		return Object.assign(curve, { factory: () => curve });
	}

	native.easing = {
		linear: (part) => part,
		ease: bezier(0.42, 0, 1, 1),
		quad,
		cubic,
		poly: (power) => (part) => part ** power,
		sin: (part) => 1 - Math.cos((part * Math.PI) / 2),
		circle: (part) => 1 - Math.sqrt(1 - part * part),
		exp: (part) => 2 ** (10 * (part - 1)),
		bounce: (part) => Math.abs(Math.sin(part * Math.PI * 1.5)) * (1 - part) + part,
		back:
			(size = 1.70158) =>
			(part) =>
				part * part * ((size + 1) * part - size),
		elastic:
			(bounces = 1) =>
			(part) =>
				1 - Math.cos((part * Math.PI) / 2) ** 3 * Math.cos(part * bounces * Math.PI),
		step0: (part) => (part > 0 ? 1 : 0),
		step1: (part) => (part >= 1 ? 1 : 0),
		bezier,
		cubicBezier: bezier,
		in: (easing) => easing,
		out,
		inOut,
	};
})();
