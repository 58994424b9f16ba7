/** Queries: where elements of a page are, and what they are like. */
(() => {
	const native = globalThis.miniNative;
	const { pages, engine } = native;

	/** Find elements of the framework below a component: a page, or one that `in` named. */
	function found(owner, selector, isAll) {
		const component = engine.componentOf(owner ?? pages.current()?.instance);
		const root = component?.getShadowRoot?.();
		if (!root) return [];
		// selectors of hosts reach into children by `>>>`, from component to component
		const parts = String(selector).split(/\s*>>>\s*/);
		let owners = [root];
		for (const part of parts.slice(0, -1)) {
			owners = owners
				.flatMap((one) => [...one.querySelectorAll(part)])
				.map((one) => one.getShadowRoot?.())
				.filter(Boolean);
		}
		const all = owners.flatMap((one) =>
			isAll ? one.querySelectorAll(parts.at(-1)) : [one.querySelector(parts.at(-1))],
		);
		return all.filter(Boolean);
	}

	/** Give the browser's element of one of the framework; a component without one has its first child. */
	function shownOf(element) {
		if (element.$$) return element.$$;
		const children = element.getShadowRoot?.()?.childNodes ?? element.childNodes ?? [];
		for (const child of children) {
			const shown = shownOf(child);
			if (shown) return shown;
		}
		return null;
	}

	const dashed = (name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

	function placed(shown) {
		const { left, right, top, bottom, width, height } = shown.getBoundingClientRect();
		const from = native.screen.origin();
		return {
			left: left - from.left,
			right: right - from.left,
			top: top - from.top,
			bottom: bottom - from.top,
			width,
			height,
		};
	}

	function scrolled(shown) {
		const isPage = shown.localName === `${native.elements.prefix}page`;
		const at = isPage ? (native.screen.shown?.scroll ?? shown) : (shown.scroller ?? shown);
		const { scrollLeft, scrollTop, scrollWidth, scrollHeight } = at;
		return { scrollLeft, scrollTop, scrollWidth, scrollHeight };
	}

	/** Read the wanted properties and styles of an element. */
	function members(element, shown, { properties = [], computedStyle = [] }) {
		const said = {};
		for (const name of properties) {
			const own = element.data?.[name];
			said[name] = own ?? shown.value?.(dashed(name)) ?? element.getAttribute?.(name);
		}
		const style = computedStyle.length ? getComputedStyle(shown) : null;
		for (const name of computedStyle) said[name] = style?.getPropertyValue(dashed(name));
		return said;
	}

	function contextOf(shown) {
		const isCanvas = shown.localName === `${native.elements.prefix}canvas`;
		return isCanvas ? native.drawing(() => shown) : native.contexts.of(shown);
	}

	function described(element, fields) {
		const shown = shownOf(element);
		const said = {};
		if (fields.id) said.id = element.id ?? "";
		if (fields.dataset) said.dataset = { ...element.dataset };
		if (fields.mark) said.mark = { ...element.mark };
		if (!shown) return said;
		const { left, right, top, bottom, width, height } = placed(shown);
		if (fields.rect) Object.assign(said, { left, right, top, bottom });
		if (fields.size) Object.assign(said, { width, height });
		if (fields.scrollOffset) Object.assign(said, scrolled(shown));
		Object.assign(said, members(element, shown, fields));
		if (fields.node) said.node = shown.node ?? null;
		if (fields.context) said.context = contextOf(shown) ?? null;
		if (fields.ref) said.ref = element.getMethodCaller?.() ?? null;
		return said;
	}

	function viewport(fields) {
		const [width, height] = [innerWidth, innerHeight];
		const place = { left: 0, top: 0, right: width, bottom: height, width, height };
		const at = native.screen.shown?.scroll ?? document.documentElement;
		const scroll = { scrollLeft: scrollX, scrollTop: scrollY };
		const { scrollWidth, scrollHeight } = at;
		const isScroll = fields.scrollOffset;
		return {
			id: "",
			dataset: {},
			...(isScroll ? { ...scroll, scrollWidth, scrollHeight } : place),
		};
	}

	/** What is asked for until `exec`. */
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
			// programs hand over methods of the page, and expect it as `this`
			const self = this.#owner ?? native.pages.current()?.instance;
			// after what the program has set is drawn
			setTimeout(() => {
				const results = steps.map(({ look }) => native.guarded("selector query", look) ?? null);
				for (const [index, { heard }] of steps.entries()) {
					if (typeof heard === "function")
						native.guarded("selector query", () => heard.call(self, results[index]));
				}
				if (typeof done === "function")
					native.guarded("selector query", () => done.call(self, results));
			});
			return this;
		}

		#nodes(selector, isAll) {
			const owner = this.#owner;
			const add = (fields, heard) => {
				this.#steps.push({ look: () => look(owner, selector, isAll, fields), heard });
				return this;
			};
			const known = { id: true, dataset: true };
			return {
				fields: (fields, heard) => add(fields ?? {}, heard),
				boundingClientRect: (heard) => add({ ...known, rect: true, size: true }, heard),
				scrollOffset: (heard) => add({ ...known, scrollOffset: true }, heard),
				node: (heard) => add({ node: true }, heard),
				context: (heard) => add({ context: true }, heard),
				ref: (heard) => add({ ref: true }, heard),
			};
		}
	}

	function look(owner, selector, isAll, fields) {
		if (selector === null) return viewport(fields);
		const all = found(owner, selector, isAll).map((element) => described(element, fields));
		return isAll ? all : (all[0] ?? null);
	}

	native.found = (owner, selector, isAll = false) =>
		found(owner, selector, isAll).map(shownOf).filter(Boolean);
	/** Find the first element of the browser, in the page that is shown or in a component. */
	native.select = (selector, owner) => native.found(owner, selector)[0];
	native.query = (owner) => (owner ? new Query().in(owner) : new Query());
	native.api({
		values: {
			createSelectorQuery: () => new Query(),
		},
	});
})();
