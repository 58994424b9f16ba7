/**
 * Which looks the built-in components have: `mini-v2` at the root where app.json asks for the second
 * style, `mini-dark` where the program takes part in the dark theme and the person wants it.
 */
(() => {
	const native = globalThis.miniNative;

	native.looks = {
		/** Begin, once app.json is known. */
		open() {
			const { style, darkmode } = native.sources.app;
			const root = document.documentElement;
			const dark = matchMedia("(prefers-color-scheme: dark)");
			const follow = () => {
				root.classList.toggle("mini-dark", Boolean(darkmode) && dark.matches);
				// fields and scroll bars of the browser follow it too
				root.style.colorScheme = darkmode && dark.matches ? "dark" : "light";
			};
			root.classList.toggle("mini-v2", style === "v2");
			dark.addEventListener("change", follow);
			follow();
		},
	};
})();
