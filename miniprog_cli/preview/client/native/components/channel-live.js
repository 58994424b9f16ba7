/** `<channel-live>`: a live broadcast of the host's channels. */
(() => {
	const native = globalThis.miniNative;

	native.standIn("channel-live", {
		words: "视频号直播 · live broadcast of a channel",
		why: "the broadcasts are the host's; a box of its size stands in",
		looks: "width: 300px; height: 225px;",
		attributes: ["feed-id", "finder-user-name"],
	});
})();
