/**
 * `ready` of components, which the framework leaves to whoever lays them out: once each, when all that
 * came with them is in the page, children before parents.
 */
(() => {
	const native = globalThis.miniNative;
	const { Component, Element } = native.engine.easel;
	const { triggerLifetime } = Component.prototype;
	const told = new WeakSet();
	let waiting = [];

	Component.prototype.triggerLifetime = function (name, given) {
		triggerLifetime.call(this, name, given);
		if (name !== "attached" || !this._$lifetimeFuncs.ready) return;
		waiting.push(this);
		if (waiting.length === 1) queueMicrotask(settle);
	};

	/** Tell all that wait; pages do so before their own `onReady`. */
	function settle() {
		const found = waiting;
		waiting = [];
		const open = []; // from the outermost to the innermost that is not told yet
		for (const each of found) {
			while (open.length > 0 && !isIn(each, open.at(-1))) tell(open.pop());
			open.push(each);
		}
		while (open.length > 0) tell(open.pop());
	}

	function isIn(element, outer) {
		let at = element;
		while (at && at !== outer) at = at.getComposedParent();
		return at === outer;
	}

	function tell(component) {
		if (told.has(component) || !Element.isAttached(component)) return;
		told.add(component);
		triggerLifetime.call(component, "ready", []);
	}

	native.readiness = { settle };
})();
