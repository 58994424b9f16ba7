/** `<live-player>`: plays a live stream. */
(() => {
	const native = globalThis.miniNative;

	native.standIn("live-player", {
		words: "live-player",
		why: "browsers play no RTMP; a box of its size stands in",
		looks: "width: 300px; height: 225px; background: #000;",
		attributes: [
			"src",
			"mode",
			"autoplay",
			"muted",
			"orientation",
			"object-fit",
			"background-mute",
			"min-cache",
			"max-cache",
			"sound-mode",
			"auto-pause-if-navigate",
			"auto-pause-if-open-native",
			"picture-in-picture-mode",
			"referrer-policy",
			"enable-auto-rotation",
		],
		events: ["statechange", "fullscreenchange", "netstatus", "audiovolumenotify", "error"],
	});
})();
