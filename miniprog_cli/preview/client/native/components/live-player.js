/** `<live-player>`: plays a live stream. */
(() => {
	const native = globalThis.miniNative;

	native.standIn("live-player", {
		words: "live-player",
		why: "browsers play no RTMP; a box of its size stands in",
		looks: "width: 300px; height: 225px; background: #000;",
		attributes: ["src", "mode", "autoplay", "muted", "orientation", "object-fit"],
		events: ["statechange", "fullscreenchange", "netstatus", "audiovolumenotify", "error"],
	});
})();
