/** How a host opens a program: with what it hands over in the address, where its apps do so. */
(() => {
	const simulated = globalThis.miniSimulated;
	const isMarked = (part) => simulated.marks.some((mark) => part.startsWith(mark));
	const withoutMarked = (text) =>
		text
			.split("&")
			.filter((part) => part && !isMarked(part))
			.join("&");

	/**
	 * Tell whether the host opened this page; else another page of the program did. A page that
	 * reloads itself names itself as the one that led to it.
	 */
	function isFirst() {
		try {
			const from = new URL(document.referrer);
			return from.origin !== location.origin || from.pathname === location.pathname;
		} catch {
			return true;
		}
	}

	/** Give the address of the page without what a host put there. */
	simulated.plain = () => {
		const url = new URL(location.href);
		const [search, fragment] = [url.search.slice(1), url.hash.slice(1)];
		if (search.split("&").some(isMarked)) url.search = withoutMarked(search);
		if (isMarked(fragment)) url.hash = "";
		return url;
	};

	/** Put what the host hands over into the address; what a host put there before goes. */
	simulated.opened = ({ query = "", hash = "" }) => {
		const url = simulated.plain();
		if (isFirst() && query) url.search = [url.search.slice(1), query].filter(Boolean).join("&");
		if (isFirst() && hash && !url.hash) url.hash = hash;
		if (url.href !== location.href) history.replaceState(history.state, "", url);
	};
	simulated.opened({});

	// the SDK of another host would take what it kept for the tab as a sign that it is still there
	try {
		for (const name of Object.keys(sessionStorage))
			if (simulated.left.some((start) => name.startsWith(start))) sessionStorage.removeItem(name);
	} catch {
		// a page that may not keep anything
	}
})();
