// What the page remembers between visits; a browser may refuse to remember anything.

const KEY = "miniprog";

export function load() {
	try {
		const value = JSON.parse(localStorage.getItem(KEY));
		return value && typeof value === "object" ? value : {};
	} catch {
		return {};
	}
}

export function save(changes) {
	try {
		localStorage.setItem(KEY, JSON.stringify({ ...load(), ...changes }));
	} catch {
		// then it is forgotten
	}
}
