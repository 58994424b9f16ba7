/** Contexts: how programs tell a player, a camera or a map of the page what to do. */
(() => {
	const native = globalThis.miniNative;
	const METHODS = {
		video:
			"play pause stop seek sendDanmu playbackRate requestFullScreen exitFullScreen showStatusBar hideStatusBar requestBackgroundPlayback exitBackgroundPlayback exitPictureInPicture",
		audio: "setSrc play pause seek",
		camera: "takePhoto startRecord stopRecord setZoom onCameraFrame",
		map: "getCenterLocation moveToLocation translateMarker includePoints getRegion getScale getRotate getSkew setCenterOffset addMarkers removeMarkers addCircles removeCircles addCustomLayer removeCustomLayer addGroundOverlay updateGroundOverlay removeGroundOverlay addArc removeArc addVisualLayer removeVisualLayer initMarkerCluster moveAlong setLocMarkerIcon setBoundary openMapApp fromScreenLocation toScreenLocation eraseLines on",
		"live-player":
			"play stop mute pause resume requestFullScreen exitFullScreen snapshot requestPictureInPicture exitPictureInPicture",
		"live-pusher":
			"start stop pause resume switchCamera snapshot toggleTorch playBGM stopBGM pauseBGM resumeBGM setBGMVolume setMICVolume startPreview stopPreview sendMessage",
	};
	/** What every player of the browser can do. */
	const MEDIA = {
		play: (media) => void media.play().catch(() => {}),
		pause: (media) => media.pause(),
		stop: (media) => {
			media.pause();
			media.currentTime = 0;
		},
		seek: (media, position) => {
			media.currentTime = Number(position);
		},
		playbackRate: (media, rate) => {
			media.playbackRate = Number(rate);
		},
		setSrc: (media, src) => {
			media.src = native.paths.address(String(src), "");
		},
		requestFullScreen: (media) => void media.requestFullscreen?.().catch(() => {}),
		exitFullScreen: () => void document.exitFullscreen?.().catch(() => {}),
	};

	/** Give what tells one element what to do; `find` looks for it when it is told. */
	function context(kind, find) {
		const made = {};
		for (const name of METHODS[kind].split(" ")) {
			made[name] = (...given) => {
				const shown = find();
				const own = shown?.context?.[name];
				if (own) return native.guarded(`${kind} ${name}`, () => own.apply(shown.context, given));
				const media = shown?.media;
				if (media && MEDIA[name]) return native.guarded(name, () => MEDIA[name](media, ...given));
				return native.host.absent(`${kind}.${name}`)(given[0]);
			};
		}
		return made;
	}

	const tagOf = (shown) => shown.localName.slice(native.elements.prefix.length);

	native.contexts = {
		/** Give the context of an element that is known, for queries. */
		of(shown) {
			if (tagOf(shown) === "canvas") return native.drawing(() => shown);
			return METHODS[tagOf(shown)] ? context(tagOf(shown), () => shown) : null;
		},
	};
	const named = (kind) => (id, owner) => context(kind, () => native.select(`#${id}`, owner));
	const only = (kind) => () =>
		context(kind, () =>
			document.querySelector(
				`${native.elements.prefix}page:not([hidden]) ${native.elements.prefix}${kind}`,
			),
		);

	native.api({
		values: {
			createVideoContext: named("video"),
			createAudioContext: named("audio"),
			createMapContext: named("map"),
			createCameraContext: only("camera"),
			createLivePlayerContext: named("live-player"),
			createLivePusherContext: only("live-pusher"),
		},
	});
})();
