// The room that the panel takes. It is kept free before the panel is loaded, so that the program
// does not move aside when the panel comes.

export const LEAST = 300;
export const MOST = 760;
const USUAL = 400;
const USUAL_IN_WIDE = 520;
const USUAL_TAB = "simulate";

export function widthOf(value) {
	const usual = matchMedia("(min-width: 1600px)").matches ? USUAL_IN_WIDE : USUAL;
	return Math.round(Math.min(MOST, Math.max(LEAST, typeof value === "number" ? value : usual)));
}

export function setWidth(width) {
	document.documentElement.style.setProperty("--panel", `${width}px`);
}

// Gives the tab to begin with; none where there is no room beside the program.
export function firstTab(stored) {
	return matchMedia("(max-width: 720px)").matches ? "" : (stored.tab ?? USUAL_TAB);
}

export function lastTab(stored) {
	return stored.lastTab ?? USUAL_TAB;
}

export function keep(panel, stored) {
	setWidth(widthOf(stored.panelWidth));
	panel.hidden = firstTab(stored) === "";
}
