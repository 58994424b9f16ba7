// What this page has asked the server for.

// Turns an address into a path relative to the program's root, or null for another server.
export function pathOf(address) {
	const url = new URL(address, document.baseURI);
	return url.origin === location.origin ? decodeURIComponent(url.pathname.slice(1)) : null;
}

// Tells whether a script has fetched a file; what a frame shows looks after itself.
export function isRequested(path) {
	return performance
		.getEntriesByType("resource")
		.some((entry) => entry.initiatorType !== "iframe" && pathOf(entry.name) === path);
}
