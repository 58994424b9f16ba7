// The style sheets of what the panel shows. The page does without them until the panel is loaded, so
// that the program need not wait for them.

const NAMES = ["fields", "cards", "log", "tables", "found", "size", "components", "excerpt"];

export function loadSheets() {
	return Promise.all(NAMES.map(loadSheet));
}

function loadSheet(name) {
	const link = document.createElement("link");
	link.rel = "stylesheet";
	link.href = new URL(`${name}.css`, import.meta.url).href;
	return new Promise((resolve) => {
		link.addEventListener("load", resolve);
		// a panel that looks odd is better than none
		link.addEventListener("error", resolve);
		document.head.append(link);
	});
}
