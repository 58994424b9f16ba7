// What plays a session again asks the page for this.
import { texts } from "./tree.js";

export { missed } from "./aim.js";
export { alike, find } from "./locate.js";
export { fill, focus, leave, reach, scroll, takes } from "./reach.js";
export { texts } from "./tree.js";

const KEPT = 2000;
let simulated = null;
let passed = new Set();

// Tells a session what the simulated host in this page has heard: a tap takes another way here than
// the answers that it leads to, and may be faster.
export function play(host) {
	simulated = host;
	watch();
}

export function knows(settings) {
	return Object.entries(settings).every(([group, values]) =>
		Object.entries(values).every(
			([name, each]) => JSON.stringify(simulated?.settings[group]?.[name]) === JSON.stringify(each),
		),
	);
}

// Gives the address of the page without what the host has put there.
export function here() {
	const { pathname, search, hash } = simulated?.plain() ?? location;
	return pathname + search + hash;
}

// What is shown for a moment only, as a word of thanks is, may be gone when it is asked for.
function watch() {
	let isDue = false;
	const look = () => {
		isDue = false;
		if (passed.size < KEPT) for (const line of texts()) passed.add(line);
	};
	new MutationObserver(() => {
		if (!isDue) requestAnimationFrame(look);
		isDue = true;
	}).observe(document, { childList: true, characterData: true, attributes: true, subtree: true });
}

// Something is done: what was shown before counts no more. Gives the address before it.
export function begin() {
	passed = new Set();
	return here();
}

export function saw(text) {
	return passed.has(text) || texts().includes(text);
}

export function lacks(text) {
	return !texts().includes(text);
}
