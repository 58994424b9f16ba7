/** What a session that is recorded, or played again, begins with: its random numbers and its storage. */
(() => {
	const simulated = globalThis.miniSimulated;
	let state = simulated.seed;
	if (typeof state !== "number") return;

	// mulberry32: small, and random enough to shuffle with
	simulated.replace(Math, "random", () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	});

	try {
		simulated.stored = { ...localStorage };
	} catch {
		// a page that may not keep anything
	}
})();
