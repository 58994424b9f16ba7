// The style sheets of what the panel shows, which come as one. The page does without them until the
// panel is loaded, so that the program need not wait for them.

export function loadSheets() {
	const link = document.createElement("link");
	link.rel = "stylesheet";
	link.href = "/_miniprog/client/panel/sheets.css";
	return new Promise((resolve) => {
		link.addEventListener("load", resolve);
		// a panel that looks odd is better than none
		link.addEventListener("error", resolve);
		document.head.append(link);
	});
}
