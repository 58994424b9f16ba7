/** The phone that the simulated host runs on: what it is, whether it is connected and in front. */
(() => {
	const simulated = globalThis.miniSimulated;
	const { replaceGetter } = simulated;
	const { language, platform } = simulated.settings.device;
	const isAndroid = platform === "android";
	const navigators = Navigator.prototype;

	// -- what it is

	const chrome = /Chrom(?:e|ium)\/(\d+)/.exec(navigator.userAgent)?.[1] ?? "130";
	const ANDROID =
		"Mozilla/5.0 (Linux; Android 14; Pixel 8 Build/AP2A.240805.005; wv) AppleWebKit/537.36 " +
		`(KHTML, like Gecko) Version/4.0 Chrome/${chrome}.0.0.0 Mobile Safari/537.36`;
	const IOS =
		"Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 " +
		"(KHTML, like Gecko) Mobile/15E148";

	/** What the app adds to the user agent. */
	simulated.agent = "";
	const agent = () => [isAndroid ? ANDROID : IOS, simulated.agent].filter(Boolean).join(" ");
	replaceGetter(navigators, "userAgent", agent);
	replaceGetter(navigators, "appVersion", () => agent().replace("Mozilla/", ""));
	replaceGetter(navigators, "platform", () => (isAndroid ? "Linux armv81" : "iPhone"));
	replaceGetter(navigators, "vendor", () => (isAndroid ? "Google Inc." : "Apple Computer, Inc."));
	const brands = /** @type {any} */ (globalThis).NavigatorUAData?.prototype;
	replaceGetter(brands, "mobile", () => true);
	replaceGetter(brands, "platform", () => (isAndroid ? "Android" : "iOS"));
	replaceGetter(navigators, "language", () => language);
	replaceGetter(navigators, "languages", () => Object.freeze([language]));

	// -- whether it is connected

	const { connection } = /** @type {any} */ (navigator);
	const network = () => simulated.settings.network;
	const type = () => (network().online ? network().type : "none");
	replaceGetter(navigators, "onLine", (original) => network().online && original());
	if (connection && isAndroid) {
		const proto = Object.getPrototypeOf(connection);
		Object.defineProperty(proto, "type", { get: type, configurable: true, enumerable: true });
	} else {
		delete (/** @type {any} */ (navigators).connection); // no browser of iPhones has it
	}

	// -- whether the program is in front

	const isHidden = () => !simulated.settings.page.visible;
	replaceGetter(Document.prototype, "hidden", (original) => isHidden() || original());
	replaceGetter(Document.prototype, "visibilityState", (original) =>
		isHidden() ? "hidden" : original(),
	);

	simulated.changed((settings, before) => {
		if (settings.network.online !== before.network.online)
			dispatchEvent(new Event(settings.network.online ? "online" : "offline"));
		if (
			settings.network.type !== before.network.type ||
			settings.network.online !== before.network.online
		)
			connection?.dispatchEvent(new Event("change"));
		if (settings.page.visible !== before.page.visible)
			document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
	});
})();
