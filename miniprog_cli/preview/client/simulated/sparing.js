/**
 * How much a page may tell. The server cuts off one that floods it, and then that page misses saves: of
 * what the program does, what is too much is counted and left out instead.
 */
(() => {
	// the server takes 1,500 messages in 10 seconds, and these add up to 1,150
	const MOST_AT_ONCE = 250;
	const PER_SECOND = 20;
	const later = setTimeout; // the browser's own, before the program brings another
	const LATER = 1000; // milliseconds after which it is told how many were left out

	/**
	 * Called by program.js. Gives what tells, each time, whether one more may be told; `said` hears how
	 * many were left out a second later, and not before each that there is room for again.
	 */
	globalThis.miniSimulated.sparing = (said, most = MOST_AT_ONCE, perSecond = PER_SECOND) => {
		let spare = most;
		let last = performance.now();
		let leftOut = 0;

		function fill() {
			const now = performance.now();
			spare = Math.min(most, spare + ((now - last) / 1000) * perSecond);
			last = now;
		}

		function count() {
			spare -= 1; // of the two that are kept for this
			said(leftOut);
			leftOut = 0;
		}

		return () => {
			fill();
			if (spare < 2) {
				if (leftOut === 0) later(count, LATER);
				leftOut += 1;
				return false;
			}
			spare -= 1;
			return true;
		};
	};
})();
