/** Performance and logs: what a program measures and writes down; nothing is sent anywhere. */
(() => {
	const native = globalThis.miniNative;
	const { simulated } = native;

	const entry = ({ name, entryType, startTime, duration }) => ({
		name,
		entryType: entryType === "navigation" ? "navigation" : entryType,
		startTime: Math.round(startTime),
		duration: Math.round(duration),
	});
	const list = (found) => found.map(entry);
	const made = {
		createObserver: (heard) => ({
			observe: () =>
				void setTimeout(() =>
					native.guarded("performance observer", () =>
						heard({
							getEntries: made.getEntries,
							getEntriesByName: made.getEntriesByName,
							getEntriesByType: made.getEntriesByType,
						}),
					),
				),
			disconnect: () => {},
			supportedEntryTypes: ["navigation", "render", "script", "loadPackage"],
		}),
		getEntries: () => list(performance.getEntries()),
		getEntriesByName: (name) => list(performance.getEntriesByName(name)),
		getEntriesByType: (type) => list(performance.getEntriesByType(type)),
		setBufferSize: () => {},
		now: () => performance.now(),
	};

	/** A log of the host; the console shows its lines. */
	const log = (names) =>
		Object.fromEntries(
			names.map((name) => [name, (...given) => console[name === "log" ? "log" : name](...given)]),
		);
	const logger = log(["debug", "info", "log", "warn"]);
	const live = {
		...log(["info", "warn", "error"]),
		setFilterMsg: () => {},
		addFilterMsg: () => {},
		in: () => {},
		getCurrentState: () => ({ size: 0, maxSize: 5120, logCount: 0, maxLogCount: 200 }),
		tag: () => log(["info", "warn", "error"]),
	};
	const report =
		(name) =>
		(...given) =>
			simulated.shown(name, given);

	native.api({
		calls: {
			preDownloadSubpackage: async ({ packageType, name, path }) => {
				void packageType;
				const found = native.sources.app.subPackages ?? native.sources.app.subpackages ?? [];
				const root = found.find((one) => one.name === name)?.root ?? path ?? name;
				await native.sources.take(native.paths.normal(String(root)));
			},
			preloadAssets: () => {},
			preloadWebview: () => {},
			preloadSkylineView: () => {},
		},
		values: {
			getPerformance: () => made,
			getLogManager: () => logger,
			getRealtimeLogManager: () => live,
			reportAnalytics: report("reportAnalytics"),
			reportEvent: report("reportEvent"),
			reportMonitor: report("reportMonitor"),
			reportPerformance: report("reportPerformance"),
		},
		simulated: [
			"preloadAssets",
			"preloadWebview",
			"preloadSkylineView",
			"getLogManager",
			"getRealtimeLogManager",
			"reportAnalytics",
			"reportEvent",
			"reportMonitor",
			"reportPerformance",
		],
	});
})();
