/** `<voip-room>`: one of those who talk with each other by pictures. */
(() => {
	const native = globalThis.miniNative;

	native.standIn("voip-room", {
		words: "voip-room",
		why: "the host connects those who talk; a box of its size stands in",
		looks: "width: 300px; height: 225px; background: #000;",
		attributes: ["openid", "mode", "device-position", "object-fit"],
		events: ["error"],
	});
})();
