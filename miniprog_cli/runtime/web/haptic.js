/** Vibration, from the browser: it knows lengths only, no kinds. */
globalThis.miniParts.web.haptic = ({ own, replace }) => ({
	can: { haptic: () => Boolean(own(navigator, "vibrate")) },
	haptic({ kind }) {
		const lengths = { medium: 20, heavy: 35, warning: [20, 60, 20], error: [35, 60, 35] };
		own(navigator, "vibrate")(lengths[kind] ?? 10);
	},
	instead: {
		haptic: ({ haptic }) =>
			replace(navigator, "vibrate", (pattern) => {
				const [length] = [pattern].flat();
				const kind = length < 20 ? "light" : length < 35 ? "medium" : "heavy";
				if (length) haptic(kind).catch(() => {});
				return true;
			}),
	},
});
