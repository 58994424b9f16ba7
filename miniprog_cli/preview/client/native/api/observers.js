/** Observers: when elements come into sight, and when the window gets another size. */
(() => {
	const native = globalThis.miniNative;
	const SIDES = ["top", "right", "bottom", "left"];
	const NOTHING = { left: 0, right: 0, top: 0, bottom: 0, width: 0, height: 0 };

	const plain = (place) => {
		const { left, right, top, bottom, width, height } = place ?? NOTHING;
		return { left, right, top, bottom, width, height };
	};

	/** Tells when elements come into sight. */
	class Sight {
		#owner;
		#options;
		#root = null;
		#margins = {};
		#made = [];

		constructor(owner, options) {
			this.#owner = owner;
			this.#options = options;
		}

		relativeTo(selector, margins = {}) {
			this.#root = selector;
			this.#margins = margins;
			return this;
		}

		relativeToViewport(margins = {}) {
			this.#root = null;
			this.#margins = margins;
			return this;
		}

		observe(selector, heard) {
			// pages observe before they are drawn
			const begin = () =>
				native.guarded("intersection observer", () => this.#begin(selector, heard));
			if (native.found(this.#owner, selector).length) begin();
			else setTimeout(begin);
			return this;
		}

		#begin(selector, heard) {
			const { thresholds = [0], observeAll = false, initialRatio = 0 } = this.#options;
			const all = native.found(this.#owner, selector, observeAll);
			const viewport = all[0]?.closest("mini-window") ?? document;
			const root = this.#root === null ? viewport : native.select(this.#root, this.#owner);
			const last = new Map();
			const tell = (entry) => {
				const { target, intersectionRatio: ratio } = entry;
				const before = last.get(target) ?? initialRatio;
				last.set(target, ratio);
				// browsers tell the state at the start too, hosts only what differs from it
				if (ratio === before && !(entry.isIntersecting && ratio === 0)) return;
				const element = target.__wxElement;
				heard({
					id: element?.id ?? "",
					dataset: { ...element?.dataset },
					time: Date.now(),
					intersectionRatio: ratio,
					boundingClientRect: plain(entry.boundingClientRect),
					intersectionRect: plain(entry.intersectionRect),
					relativeRect: plain(entry.rootBounds),
				});
			};
			const made = new IntersectionObserver(
				(entries) => {
					for (const entry of entries) native.guarded("intersection observer", () => tell(entry));
				},
				{
					root: root ?? document,
					rootMargin: SIDES.map((side) => `${this.#margins[side] ?? 0}px`).join(" "),
					threshold: thresholds,
				},
			);
			for (const shown of all) made.observe(shown);
			this.#made.push(made);
		}

		disconnect() {
			for (const made of this.#made.splice(0)) made.disconnect();
		}
	}

	const LENGTHS = ["minWidth", "maxWidth", "width", "minHeight", "maxHeight", "height"];

	/** Tells when the window has the size and orientation that are asked for. */
	class Media {
		#stop = new AbortController();

		observe(wanted, heard) {
			const parts = LENGTHS.filter((name) => wanted?.[name] !== undefined).map((name) => {
				const written = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
				return `(${written}: ${Number(wanted[name])}px)`;
			});
			if (wanted?.orientation) parts.push(`(orientation: ${wanted.orientation})`);
			const list = matchMedia(parts.join(" and ") || "all");
			const tell = () =>
				native.guarded("media query observer", () => heard({ matches: list.matches }));
			list.addEventListener("change", tell, { signal: this.#stop.signal });
			setTimeout(tell);
		}

		disconnect() {
			this.#stop.abort();
		}
	}

	native.observer = (owner, options = {}) => new Sight(owner, options ?? {});
	native.mediaObserver = () => new Media();
	native.api({
		values: {
			createIntersectionObserver: (owner, options) => native.observer(owner, options),
			createMediaQueryObserver: () => new Media(),
		},
	});
})();
