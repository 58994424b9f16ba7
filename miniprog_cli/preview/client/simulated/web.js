/** The browser's own interfaces, answered by the simulated host: every host's programs use them. */
(() => {
	const simulated = globalThis.miniSimulated;
	const { call, answers } = simulated;

	/** Put something in the place of an interface, as a method of the object that had it. */
	function replace(owner, name, value) {
		Object.defineProperty(owner, name, { value, configurable: true, writable: true });
	}

	const CODES = { denied: 1, timeout: 3 };
	const failure = ({ code, message }) => ({
		code: CODES[code] ?? 2,
		message,
		PERMISSION_DENIED: 1,
		POSITION_UNAVAILABLE: 2,
		TIMEOUT: 3,
	});
	const position = (coords) => ({
		coords: {
			altitude: null,
			altitudeAccuracy: null,
			heading: null,
			speed: null,
			...coords,
		},
		timestamp: Date.now(),
	});

	if (navigator.geolocation) {
		const { geolocation } = navigator;
		replace(geolocation, "getCurrentPosition", (found, failed, options) => {
			call(
				"location",
				{ via: "navigator.geolocation.getCurrentPosition", args: options ?? {} },
				answers.location,
			).then(
				(place) => found(position(place)),
				(error) => failed?.(failure(error)),
			);
		});
	}
})();
