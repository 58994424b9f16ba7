// What this page has asked the server for.

// Turns an address into a path relative to the program's root, or null for another server.
export function pathOf(address) {
	const url = new URL(address, document.baseURI);
	return url.origin === location.origin ? decodeURIComponent(url.pathname.slice(1)) : null;
}

// Tells whether a file was asked for in another way than these; what a frame shows looks after itself.
export function isRequested(path, ...except) {
	const requests = /** @type {PerformanceResourceTiming[]} */ (
		performance.getEntriesByType("resource")
	);
	const others = ["iframe", ...except];
	return requests.some(
		(each) => !others.includes(each.initiatorType) && pathOf(each.name) === path,
	);
}

const MOST = 250; // requests that a browser remembers unless it is told otherwise

// Tells whether a file may have been asked for, in any way, or by who does not tell.
export function mayBeRequested(path) {
	return performance.getEntriesByType("resource").length >= MOST || isRequested(path);
}
