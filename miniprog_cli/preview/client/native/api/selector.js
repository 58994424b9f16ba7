/** `wx.createSelectorQuery` and observers: where elements of a page are. */
(() => {
	const native = globalThis.miniNative;
	const { pages, engine } = native;

	/** Find elements of the browser below a component: a page, or one that `in` named. */
	function found(owner, selector, isAll) {
		const component = engine.componentOf(owner ?? pages.current()?.instance);
		const root = component?.getShadowRoot?.();
		if (!root) return [];
		const all = isAll ? root.querySelectorAll(selector) : [root.querySelector(selector)];
		return all.filter(Boolean);
	}

	/** Find the first element of the page that is shown. */
	native.select = (selector, owner) => found(owner, selector, false)[0]?.$$;

	const rect = (shown) => {
		const { left, right, top, bottom, width, height } = shown.getBoundingClientRect();
		return { left, right, top, bottom, width, height };
	};

	function described(element, fields) {
		const shown = element.$$;
		const said = {};
		if (fields.id) said.id = element.id ?? "";
		if (fields.dataset) said.dataset = { ...element.dataset };
		if (!shown) return said;
		const { left, right, top, bottom, width, height } = rect(shown);
		if (fields.rect) Object.assign(said, { left, right, top, bottom });
		if (fields.size) Object.assign(said, { width, height });
		if (fields.scrollOffset) {
			const at =
				shown.localName === `${native.elements.prefix}page` ? document.documentElement : shown;
			Object.assign(said, {
				scrollLeft: at.scrollLeft,
				scrollTop: at.scrollTop,
				scrollWidth: at.scrollWidth,
				scrollHeight: at.scrollHeight,
			});
		}
		for (const name of fields.properties ?? [])
			said[name] = shown.value?.(dashed(name)) ?? element.getAttribute?.(name);
		for (const name of fields.computedStyle ?? [])
			said[name] = getComputedStyle(shown).getPropertyValue(dashed(name));
		if (fields.node) said.node = shown.node ?? null;
		if (fields.context) said.context = shown.context ?? null;
		return said;
	}

	const dashed = (name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

	class Query {
		#steps = [];
		#owner = null;

		in(owner) {
			this.#owner = owner;
			return this;
		}

		select(selector) {
			return this.#nodes(selector, false);
		}

		selectAll(selector) {
			return this.#nodes(selector, true);
		}

		selectViewport() {
			return this.#nodes(null, false);
		}

		exec(done) {
			const steps = [...this.#steps];
			setTimeout(() => {
				const results = steps.map(({ look }) => native.guarded("selector query", look) ?? null);
				for (const [index, { heard }] of steps.entries()) {
					if (typeof heard === "function")
						native.guarded("selector query", () => heard(results[index]));
				}
				if (typeof done === "function") native.guarded("selector query", () => done(results));
			});
			return this;
		}

		#nodes(selector, isAll) {
			const owner = this.#owner;
			const add = (fields, heard) => {
				this.#steps.push({ look: () => this.#look(owner, selector, isAll, fields), heard });
				return this;
			};
			return {
				fields: (fields, heard) => add(fields ?? {}, heard),
				boundingClientRect: (heard) =>
					add({ id: true, dataset: true, rect: true, size: true }, heard),
				scrollOffset: (heard) => add({ id: true, dataset: true, scrollOffset: true }, heard),
				node: (heard) => add({ node: true }, heard),
				context: (heard) => add({ context: true }, heard),
				ref: (heard) => add({}, heard),
			};
		}

		#look(owner, selector, isAll, fields) {
			if (selector === null) return viewport(fields);
			const all = found(owner, selector, isAll).map((element) => described(element, fields));
			return isAll ? all : (all[0] ?? null);
		}
	}

	function viewport(fields) {
		const size = {
			left: 0,
			top: 0,
			right: innerWidth,
			bottom: innerHeight,
			width: innerWidth,
			height: innerHeight,
		};
		const at = document.documentElement;
		const scroll = {
			scrollLeft: scrollX,
			scrollTop: scrollY,
			scrollWidth: at.scrollWidth,
			scrollHeight: at.scrollHeight,
		};
		return { id: "", dataset: {}, ...(fields.scrollOffset ? scroll : size) };
	}

	/** Tell when elements come into sight. */
	class Observer {
		#owner;
		#options;
		#root = null;
		#margins = {};
		#made = [];

		constructor(owner, options = {}) {
			this.#owner = owner;
			this.#options = options;
		}

		relativeTo(selector, margins = {}) {
			this.#root = native.select(selector, this.#owner) ?? null;
			this.#margins = margins;
			return this;
		}

		relativeToViewport(margins = {}) {
			this.#margins = margins;
			return this;
		}

		observe(selector, heard) {
			const { thresholds = [0], observeAll = false, initialRatio = 0 } = this.#options;
			const sides = ["top", "right", "bottom", "left"].map(
				(side) => `${this.#margins[side] ?? 0}px`,
			);
			const made = new IntersectionObserver(
				(entries) => {
					for (const entry of entries) {
						const element = /** @type {any} */ (entry.target).__wxElement;
						native.guarded("intersection observer", () =>
							heard({
								id: element?.id ?? "",
								dataset: { ...element?.dataset },
								time: Date.now(),
								intersectionRatio: entry.intersectionRatio,
								boundingClientRect: plain(entry.boundingClientRect),
								intersectionRect: plain(entry.intersectionRect),
								relativeRect: plain(entry.rootBounds),
							}),
						);
					}
				},
				{ root: this.#root, rootMargin: sides.join(" "), threshold: thresholds },
			);
			void initialRatio;
			for (const element of found(this.#owner, selector, observeAll))
				if (element.$$) made.observe(element.$$);
			this.#made.push(made);
			return this;
		}

		disconnect() {
			for (const made of this.#made.splice(0)) made.disconnect();
		}
	}

	const plain = (found) =>
		found && {
			left: found.left,
			right: found.right,
			top: found.top,
			bottom: found.bottom,
			width: found.width,
			height: found.height,
		};

	native.observer = (owner, options) => new Observer(owner, options);
	native.query = (owner) => (owner ? new Query().in(owner) : new Query());
	native.api({
		values: {
			createSelectorQuery: () => new Query(),
			createIntersectionObserver: (owner, options) => new Observer(owner, options),
		},
		later: ["createMediaQueryObserver"],
	});
})();
