/**
 * Built-in components as elements of the browser: `<view>` of a template is `<wx-view>` here.
 *
 * `native.component(tag, class extends native.Element { … })` defines one, in a file of its own. Its
 * static members say what it takes, and the table in the docs is made of them:
 *
 * - `attributes`: names that work; `events`: names it triggers; `later`: names that do nothing yet;
 * - `placeholder`: why it only stands for the real thing;
 * - `css`: its looks; `:host` is the element itself. It goes into the page, before the program's.
 *
 * Its methods, all optional: `begin()` once, when it is in the page, with its attributes set;
 * `changed(name)` when an attribute was set afterwards; `end()` when it leaves the page.
 * `this.value(name, otherwise)` reads an attribute as it was given (objects stay objects),
 * `this.is(name)` as a truth, `this.number(name, otherwise)` as a number; `this.emit(name, detail)`
 * triggers an event as templates bind it; `this.bound(name, value)` is for `model:` attributes.
 */
(() => {
	const native = globalThis.miniNative;
	const prefix = "wx-";
	const known = new Map();

	/** Attributes may be written `form-type` or `formType`. */
	const dashed = (name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
	const camel = (name) => name.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase());
	const spelled = new Map();

	function spellings(name) {
		if (!spelled.has(name)) spelled.set(name, [...new Set([name, camel(name), dashed(name)])]);
		return spelled.get(name);
	}

	/** Make a part of a component: an element with a class and words. */
	function part(tag, className = "", words = "") {
		return Object.assign(document.createElement(tag), { className, textContent: words });
	}

	class NativeElement extends HTMLElement {
		static attributes = [];
		static events = [];
		static later = [];
		static css = "";
		/** The framework's element, which it sets. @type {any} */
		__wxElement;
		#hasBegun = false;
		#hasHeard = false;
		#models = new Map();

		/** Read an attribute as the template gave it. */
		value(name, otherwise = undefined) {
			const given = this.__wxElement?._$nodeAttributes;
			for (const each of given ? spellings(name) : []) {
				if (each in given) return given[each] ?? otherwise;
			}
			return this.getAttribute(name) ?? otherwise;
		}

		/** Read a truth; an attribute without a value is one. */
		is(name, otherwise = false) {
			const found = this.value(name);
			if (found === undefined) return otherwise;
			return found === "" ? this.hasAttribute(name) : Boolean(found) && found !== "false";
		}

		/** Read a number; units of length are turned into pixels. */
		number(name, otherwise = 0) {
			const found = Number.parseFloat(this.value(name));
			if (Number.isNaN(found)) return otherwise;
			return /rpx$/.test(this.value(name)) ? (found * innerWidth) / 750 : found;
		}

		/** Read a list: an array, or text with commas. */
		list(name) {
			const found = this.value(name, []);
			return Array.isArray(found) ? found : String(found).split(",");
		}

		/** Give the names of classes as sheets know them that count for the template it stands in. */
		scoped(names) {
			const list = this.__wxElement?.classList;
			const made = [];
			for (const name of names.split(/\s+/).filter(Boolean)) {
				list?._$resolvePrefixes(name, (scope, plain) => {
					const prefix = native.engine.scopeName(scope);
					made.push(prefix ? `${prefix}--${plain}` : plain);
				});
			}
			return made;
		}

		/** The file whose template it stands in, which its addresses are relative to. */
		get from() {
			return this.__wxElement?.ownerShadowRoot?.getHostNode?.()?.is ?? "";
		}

		/** Trigger an event; it bubbles only where hosts let it. */
		emit(name, detail = {}, { bubbles = false } = {}) {
			this.__wxElement?.triggerEvent(name, detail, { bubbles, composed: bubbles });
		}

		/** Pass a value on to the data that `model:` binds an attribute to. */
		bound(name, value) {
			if (this.__wxElement?._$nodeAttributes) this.__wxElement._$nodeAttributes[name] = value;
			this.#models.get(name)?.(value);
		}

		/** Called by the runtime for `model:` attributes. */
		bind(name, listener) {
			this.#models.set(name, listener);
		}

		/** What it triggers itself is not heard a second time from the browser, which has such names too. */
		addEventListener(type, listener, options = undefined) {
			const { events } = /** @type {any} */ (this.constructor);
			if (!events.includes(type)) super.addEventListener(type, listener, options);
		}

		/** Hear the browser, whatever the name. */
		hear(type, listener, options = undefined) {
			super.addEventListener(type, listener, options);
		}

		setAttribute(name, value) {
			const given = this.__wxElement?._$nodeAttributes;
			const isNothing = given && name in given && (given[name] ?? undefined) === undefined;
			if (isNothing) super.removeAttribute(name);
			else super.setAttribute(name, value);
			// what hosts call the role that the browser knows
			if (name === "aria-role") super.setAttribute("role", value);
			this.#tell(name);
		}

		/** Set an attribute that the browser knows, such as a role; the component hears nothing of it. */
		own(name, value) {
			super.setAttribute(name, value);
		}

		/** Take the words that screen readers call it by. */
		named(words) {
			this.own("aria-label", words);
		}

		removeAttribute(name) {
			super.removeAttribute(name);
			this.#tell(name);
		}

		#tell(name) {
			if (this.#hasBegun) native.guarded(this.localName, () => this.changed(dashed(name)));
		}

		connectedCallback() {
			if (this.#hasBegun) return;
			// its children come in the same turn
			queueMicrotask(() => {
				if (this.#hasBegun || !this.isConnected) return;
				this.#hasBegun = true;
				native.guarded(this.localName, () => this.begin());
			});
		}

		disconnectedCallback() {
			queueMicrotask(() => {
				if (this.isConnected || !this.#hasBegun) return;
				this.#hasBegun = false;
				native.guarded(this.localName, () => this.end());
			});
		}

		/** Do something at the first beginning only: an element that comes back has its listeners. */
		once(act) {
			if (this.#hasHeard) return;
			this.#hasHeard = true;
			act();
		}

		begin() {}
		changed(_name) {}
		end() {}
	}

	/** Take a component; one that only stands for the real thing gives way to it. */
	function component(tag, made) {
		if (!made.placeholder || !known.has(tag)) known.set(tag, made);
	}

	/** Define all, and put their looks into the page, before any sheet of the program. */
	function show() {
		for (const [tag, made] of known) customElements.define(prefix + tag, made);
		const element = document.createElement("style");
		element.textContent = [...known]
			.map(([tag, { css }]) => css.replaceAll(":host", `${prefix}${tag}`))
			.join("\n");
		document.head.append(element);
	}

	native.Element = NativeElement;
	native.component = component;
	native.part = part;
	native.elements = {
		prefix,
		show,
		has: (tag) => known.has(tag),
		/** Take one of the runtime's own, which no program writes. */
		add: (tag, made) => known.set(tag, made),
		tags: () => [...known.keys()],
	};
})();
