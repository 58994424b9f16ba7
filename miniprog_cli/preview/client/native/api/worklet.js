/**
 * Worklet: values that are shared with styles, and what moves them. Hosts run it beside the page;
 * here it is plain script, run with each picture that the browser draws.
 */
(() => {
	const native = globalThis.miniNative;
	let reading = null;
	const dirty = new Set();
	let isWaiting = false;

	/** A value that tells who has read it when it changes. */
	class Shared {
		#value;
		#readers = new Set();
		#motion = null;

		constructor(value) {
			this.#value = value;
		}

		get value() {
			if (reading) this.#readers.add(reading);
			return this.#value;
		}

		set value(next) {
			this.#motion?.stop();
			this.#motion = null;
			if (next instanceof Motion) {
				this.#motion = next;
				next.run(this.#value, (value) => this.#set(value));
			} else this.#set(next);
		}

		#set(value) {
			this.#value = value;
			for (const reader of this.#readers) soon(reader);
		}

		stop() {
			this.#motion?.stop();
		}
	}

	function soon(reader) {
		dirty.add(reader);
		if (isWaiting) return;
		isWaiting = true;
		requestAnimationFrame(() => {
			isWaiting = false;
			const all = [...dirty];
			dirty.clear();
			for (const each of all) each();
		});
	}

	/** Run a function now and whenever a value changes that it has read. */
	function follow(act) {
		const reader = () => {
			const before = reading;
			reading = reader;
			try {
				native.guarded("worklet", act);
			} finally {
				reading = before;
			}
		};
		reader();
		return reader;
	}

	function derived(update) {
		const shared = new Shared(undefined);
		follow(() => {
			shared.value = update();
		});
		return shared;
	}

	// -- what moves values: `step(from, seconds)` gives the value and whether it has come to its end

	class Motion {
		#frame = 0;

		constructor(step, done, wait = 0) {
			this.step = step;
			this.done = done;
			this.wait = wait;
		}

		run(from, set, then = (/** @type {boolean} */ _finished) => {}) {
			const start = performance.now() + this.wait;
			const step = this.step(from);
			const tick = () => {
				const seconds = (performance.now() - start) / 1000;
				const { value, isOver } = seconds < 0 ? { value: from, isOver: false } : step(seconds);
				set(value);
				if (!isOver) this.#frame = requestAnimationFrame(tick);
				else {
					if (typeof this.done === "function") native.guarded("worklet", () => this.done(true));
					then(true);
				}
			};
			tick();
		}

		stop() {
			cancelAnimationFrame(this.#frame);
		}
	}

	const smooth = (part) => (part < 0.5 ? 2 * part * part : 1 - (2 - 2 * part) ** 2 / 2);
	const timing = (
		to,
		{ duration = 300, easing = smooth } = /** @type {any} */ ({}),
		done = undefined,
	) =>
		new Motion(
			(from) => (seconds) => {
				const part = duration > 0 ? Math.min(1, (seconds * 1000) / duration) : 1;
				return { value: from + (to - from) * (part < 1 ? easing(part) : 1), isOver: part >= 1 };
			},
			done,
		);
	const spring = (
		to,
		{ damping = 10, mass = 1, stiffness = 100, velocity = 0 } = /** @type {any} */ ({}),
		done = undefined,
	) =>
		new Motion((from) => {
			const own = Math.sqrt(stiffness / mass);
			const ratio = Math.min(0.999, damping / (2 * Math.sqrt(stiffness * mass)));
			const wave = own * Math.sqrt(1 - ratio * ratio);
			const far = from - to;
			return (seconds) => {
				const fade = Math.exp(-ratio * own * seconds);
				const side = (ratio * own * far + velocity) / wave;
				const value =
					to + fade * (far * Math.cos(wave * seconds) + side * Math.sin(wave * seconds));
				const isOver = fade * Math.abs(far) < 0.01 || seconds > 10;
				return { value: isOver ? to : value, isOver };
			};
		}, done);
	const decay = (
		{ velocity = 0, deceleration = 0.998, clamp } = /** @type {any} */ ({}),
		done = undefined,
	) =>
		new Motion(
			(from) => (seconds) => {
				const rate = -1000 * Math.log(deceleration);
				const free = from + (velocity / rate) * (1 - Math.exp(-rate * seconds));
				const value = clamp ? Math.min(clamp[1], Math.max(clamp[0], free)) : free;
				return {
					value,
					isOver: Math.abs(velocity) * Math.exp(-rate * seconds) < 1 || seconds > 10,
				};
			},
			done,
		);
	const delay = (wait, motion) => Object.assign(motion, { wait });

	/** One motion after the other, `count` times; less than 1 is for ever. */
	class Row extends Motion {
		#at = null;
		#stopped = false;

		constructor(list, count = 1, done = undefined) {
			super(null, done);
			this.list = list;
			this.count = count;
		}

		run(from, set, then = (/** @type {boolean} */ _finished) => {}) {
			let value = from;
			let number = 0;
			const next = () => {
				if (this.#stopped) return;
				if (this.count >= 1 && number >= this.list.length * this.count) {
					if (typeof this.done === "function") native.guarded("worklet", () => this.done(true));
					then(true);
					return;
				}
				this.#at = this.list[number % this.list.length];
				number += 1;
				this.#at.run(
					value,
					(now) => {
						value = now;
						set(now);
					},
					() => requestAnimationFrame(next),
				);
			};
			next();
		}

		stop() {
			this.#stopped = true;
			this.#at?.stop();
		}
	}

	// -- styles that follow values

	const applied = new WeakMap();
	let numbers = 0;

	function apply(owner, selector, update, options = {}, done = undefined) {
		const begin = () => {
			const found = native.found(owner, selector, true);
			const readers = found.map((shown) => follow(() => write(shown, update())));
			numbers += 1;
			const known = applied.get(owner) ?? [];
			applied.set(owner, [...known, { id: numbers, selector, readers }]);
			if (typeof done === "function") done({ styleId: numbers });
		};
		void options;
		// pages ask for it before they are drawn
		if (native.found(owner, selector).length) begin();
		else setTimeout(begin);
	}

	function write(shown, styles) {
		for (const [name, value] of Object.entries(styles ?? {})) {
			const text = native.styles.px(String(value));
			if (name.startsWith("--")) shown.style.setProperty(name, text);
			else shown.style[name] = text;
		}
	}

	function clear(owner, selector, ids = undefined, done = undefined) {
		const known = applied.get(owner) ?? [];
		const isGone = (one) => one.selector === selector && (!ids?.length || ids.includes(one.id));
		for (const { readers } of known.filter(isGone))
			for (const reader of readers) dirty.delete(reader);
		applied.set(
			owner,
			known.filter((one) => !isGone(one)),
		);
		if (typeof done === "function") done();
	}

	native.worklet = { apply, clear };
	native.api({
		values: {
			worklet: {
				shared: (value) => new Shared(value),
				derived,
				timing,
				spring,
				decay,
				delay,
				repeat: (motion, count = 2, _reverse = false, done = undefined) =>
					new Row([motion], count, done),
				sequence: (...list) => new Row(list.flat()),
				cancelAnimation: (shared) => shared.stop(),
				runOnUI:
					(act) =>
					(...given) =>
						act(...given),
				runOnJS:
					(act) =>
					(...given) =>
						act(...given),
				Easing: native.easing,
				scrollViewContext: native.host.harmless("worklet.scrollViewContext"),
			},
		},
	});
})();
