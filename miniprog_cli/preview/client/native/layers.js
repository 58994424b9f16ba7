/** False pages over the real one: the way back closes the uppermost instead of the page. */
(() => {
	const native = globalThis.miniNative;
	const open = new Map();

	native.layers = {
		/** Put a layer over the page; `close` is called when the way back is taken. */
		put: (layer, close) => open.set(layer, close),
		drop: (layer) => open.delete(layer),
		/** Close the uppermost layer of the page that is shown; tells whether there was one. */
		back() {
			const found = [...open]
				.reverse()
				.find(([layer]) => layer.isConnected && !layer.closest("[hidden]"));
			if (!found) return false;
			found[1]();
			return true;
		},
	};
})();
