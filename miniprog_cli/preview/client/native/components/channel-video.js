/** `<channel-video>`: a film of the host's channels. */
(() => {
	const native = globalThis.miniNative;

	native.standIn("channel-video", {
		words: "视频号视频 · film of a channel",
		why: "the films are the host's; a box of its size stands in",
		looks: "width: 300px; height: 225px;",
		attributes: [
			"feed-id",
			"finder-user-name",
			"feed-token",
			"autoplay",
			"loop",
			"muted",
			"object-fit",
		],
		events: ["error"],
	});
})();
