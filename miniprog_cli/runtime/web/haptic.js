/** Vibration, from the browser: it knows lengths only, no kinds. */
globalThis.miniParts.web.haptic = () => ({
	can: { haptic: () => Boolean(navigator.vibrate) },
	haptic({ kind }) {
		const lengths = { medium: 20, heavy: 35, warning: [20, 60, 20], error: [35, 60, 35] };
		navigator.vibrate(lengths[kind] ?? 10);
	},
});
