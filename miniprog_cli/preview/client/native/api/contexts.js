/** `wx.createVideoContext` and its like: how programs steer components. */
(() => {
	const native = globalThis.miniNative;
	const { later } = native.contexts;

	const byId =
		(what) =>
		(id, owner = undefined) =>
			later(what, () => native.select?.(`#${CSS.escape(String(id))}`, owner));

	function createCameraContext() {
		const shown = () => native.pages.current()?.element;
		return later("CameraContext", () => shown()?.querySelector(`${native.elements.prefix}camera`));
	}

	native.api({
		values: {
			createVideoContext: byId("VideoContext"),
			createAudioContext: byId("AudioContext"),
			createMapContext: byId("MapContext"),
			createCameraContext,
		},
		later: ["createLivePlayerContext", "createLivePusherContext"],
	});
})();
