/** MapContext: what `wx.createMapContext` gives of a `<map>`. */
(() => {
	const native = globalThis.miniNative;
	const LATER =
		"addArc removeArc addCustomLayer removeCustomLayer addGroundOverlay updateGroundOverlay removeGroundOverlay addVisualLayer removeVisualLayer executeVisualLayerCommand eraseLines initMarkerCluster setBoundary setLocMarkerIcon openMapApp on".split(
			" ",
		);

	native.mapContext = (element) => {
		const { asked } = native.contexts;
		const { animate } = native.gestures;

		async function moveToLocation({ latitude, longitude }) {
			const isNamed = latitude !== undefined && longitude !== undefined;
			element.state.go(
				isNamed ? { latitude, longitude } : await native.simulated.answers.location(),
			);
		}

		function translate({ markerId, destination, duration = 1000, animationEnd }) {
			const from = element.state.placeOf(markerId);
			if (!from) throw new native.Failure(`no marker ${markerId}`);
			const step = (part) => {
				const between = (name) => Number(from[name]) + (destination[name] - from[name]) * part;
				element.state.move(markerId, {
					latitude: between("latitude"),
					longitude: between("longitude"),
				});
			};
			return new Promise((resolve) => {
				animate(duration, step, {
					ease: "linear",
					done: () => {
						animationEnd?.();
						resolve(undefined);
					},
				});
			});
		}

		async function moveAlong({ markerId, path = [], duration = 1000 }) {
			const each = duration / Math.max(1, path.length);
			for (const destination of path)
				await translate({ markerId, destination, duration: each, animationEnd: undefined });
		}

		function addMarkers({ markers = [], clear = false }) {
			const { added } = element.state;
			if (clear) added.clear();
			for (const marker of markers) added.set(marker.id, marker);
			element.redraw();
		}

		function removeMarkers({ markerIds = [] }) {
			for (const id of markerIds) element.state.added.delete(id);
			element.redraw();
		}

		const calls = {
			getCenterLocation: () => element.state.centre,
			getRegion: () => element.state.region,
			getScale: () => ({ scale: element.state.scale }),
			getRotate: () => ({ rotate: element.number("rotate", 0) }),
			getSkew: () => ({ skew: 0 }),
			includePoints: ({ points = [], padding }) => element.state.include(points, padding),
			toScreenLocation: (at) => element.state.seen.pixel(at),
			fromScreenLocation: (at) => element.state.seen.place(at),
			setCenterOffset: ({ offset }) => element.state.offset(offset),
			translateMarker: translate,
			moveToLocation,
			moveAlong,
			addMarkers,
			removeMarkers,
		};
		const made = Object.fromEntries(
			Object.entries(calls).map(([name, perform]) => [name, asked(name, perform)]),
		);
		for (const name of LATER) {
			made[name] = asked(name, () => {
				native.unsupported(`MapContext.${name}`);
				throw new native.Failure("not supported in preview");
			});
		}
		return made;
	};
})();
