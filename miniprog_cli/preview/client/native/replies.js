/** What listeners of the program give back: only fields ask for that, the framework does not keep it. */
(() => {
	const native = globalThis.miniNative;
	const { Component } = native.engine.easel;
	const { getMethod } = Component;
	let gathered = null;

	Component.getMethod = function (component, name) {
		const method = getMethod.call(this, component, name);
		if (!gathered || typeof method !== "function") return method;
		const into = gathered;
		return function (...given) {
			const reply = method.apply(this, given);
			into.push(reply);
			return reply;
		};
	};

	/** Give what the listeners of an event returned that `act` triggers, in their order. */
	native.replies = (act) => {
		const before = gathered;
		const mine = [];
		gathered = mine;
		try {
			act();
		} finally {
			gathered = before;
		}
		return mine;
	};
})();
