// Decides what a save means for this page, and does it: all of it in place, or one reload.
import { planMarkup } from "./markup.js";
import { isRequested, mayBeRequested } from "./requests.js";
import { foreseeSheet, planSheet } from "./sheets.js";

const STRENGTH = { none: 0, css: 1, markup: 2, reload: 3 };

// Works out what a save will change that is likely over, while the server waits for the end of it.
export function foresee(files) {
	try {
		for (const file of files) {
			if (file.kind === "css") foreseeSheet(file);
		}
	} catch {
		// what is wrong is dealt with once the save is over
	}
}

// Returns what was done; for "reload" nothing was, and the caller reloads.
export function apply(files, page) {
	const plans = files.map((file) => plan(file, page));
	const strongest = plans.reduce((a, b) => (STRENGTH[b.kind] > STRENGTH[a.kind] ? b : a));
	if (strongest.kind !== "reload") {
		for (const { steps } of plans) {
			for (const step of steps ?? []) {
				step();
			}
		}
	}
	return { kind: strongest.kind, reason: strongest.reason };
}

function plan(file, page) {
	try {
		return planUnsafely(file, page);
	} catch (error) {
		return { kind: "reload", reason: `${file.path}: ${error.reason ?? error}` };
	}
}

function planUnsafely(file, page) {
	const nothing = { kind: "none", reason: "not on this page" };
	if (file.path === page.path && file.source?.[1] && file.source[1] === page.source) {
		return nothing; // the page was loaded after this save
	}
	// builds that name files by their content delete the old ones, some time after the new page
	if (file.gone && file.path !== page.path && !mayBeRequested(file.path)) {
		return nothing;
	}
	if (file.kind === "css") {
		return planSheet(file) ?? nothing;
	}
	const isOtherPage = /\.html?$/i.test(file.path) && file.path !== page.path;
	if (isOtherPage && !isRequested(file.path)) {
		return nothing;
	}
	if (file.kind === "markup" && !isOtherPage) {
		return planMarkup(file, page);
	}
	return { kind: "reload", reason: file.reason };
}
