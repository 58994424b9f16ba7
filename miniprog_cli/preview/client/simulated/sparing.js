/**
 * How much a page may tell. The server cuts off one that floods it, and then that page misses saves: of
 * what the program does, what is too much is counted and left out instead.
 */
(() => {
	// fits the server's limit of 500 messages in 10 seconds
	const MOST_AT_ONCE = 250;
	const PER_SECOND = 20;

	/**
	 * Called by program.js. Gives what tells, each time, whether one more may be told; `said` hears how
	 * many were left out, once there is room again.
	 */
	globalThis.miniSimulated.sparing = (said) => {
		let spare = MOST_AT_ONCE;
		let last = performance.now();
		let leftOut = 0;
		return () => {
			const now = performance.now();
			spare = Math.min(MOST_AT_ONCE, spare + ((now - last) / 1000) * PER_SECOND);
			last = now;
			if (spare < 2) {
				leftOut += 1;
				return false;
			}
			spare -= 1;
			if (leftOut > 0) {
				spare -= 1;
				said(leftOut);
				leftOut = 0;
			}
			return true;
		};
	};
})();
