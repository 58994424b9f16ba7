/** `<live-pusher>`: sends what the camera sees as a live stream. */
(() => {
	const native = globalThis.miniNative;

	native.standIn("live-pusher", {
		words: "live-pusher",
		why: "browsers send no RTMP; a box of its size stands in",
		looks: "width: 300px; height: 225px; background: #000;",
		attributes: [
			"url",
			"mode",
			"autopush",
			"muted",
			"enable-camera",
			"auto-focus",
			"beauty",
			"whiteness",
		],
		events: ["statechange", "netstatus", "error", "bgmstart", "bgmprogress", "bgmcomplete"],
	});
})();
