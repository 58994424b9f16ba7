/** Telegram in the preview: what telegram-web-app.js offers, answered by the simulated host. */
(() => {
	const simulated = globalThis.miniSimulated;
	const { settings, now } = simulated;
	const [first, ...rest] = settings.user.name.split(" ");
	const user = { id: Number(settings.user.id), first_name: first, last_name: rest.join(" ") };
	const version = settings.device.old ? "6.0" : "9.0";
	const compare = (one, other) => {
		const [a, b] = [one, other].map((text) => text.split(".").map(Number));
		return a[0] - b[0] || (a[1] ?? 0) - (b[1] ?? 0);
	};

	/** @type {any} */ (globalThis).Telegram = {
		WebApp: {
			platform: settings.device.platform,
			version,
			colorScheme: matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light",
			initData: settings.user.signedIn ? `user=${encodeURIComponent(JSON.stringify(user))}` : "",
			initDataUnsafe: settings.user.signedIn ? { user } : {},
			isVersionAtLeast: (wanted) => compare(version, wanted) >= 0,
			ready: () => now("ready", { via: "Telegram.WebApp.ready", args: {} }, () => undefined),
			onEvent() {},
			offEvent() {},
		},
	};
})();
