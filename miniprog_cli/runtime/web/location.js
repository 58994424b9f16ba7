/** Where the phone is, from the browser. */
globalThis.miniParts.web.location = ({ MiniError, own, replace }) => ({
	can: { location: () => "geolocation" in navigator },
	location({ accuracy, timeout = 30_000 }) {
		const codes = { 1: "denied", 2: "failed", 3: "timeout" };
		const options = { enableHighAccuracy: accuracy === "high", timeout };
		return new Promise((resolve, reject) => {
			own(navigator.geolocation, "getCurrentPosition")(
				({ coords: { latitude, longitude, accuracy } }) =>
					resolve({ latitude, longitude, accuracy }),
				({ code, message }) =>
					reject(
						new MiniError(codes[code] ?? "failed", `mini.location: ${message}`, {
							hostCode: code,
							hostMessage: message,
						}),
					),
				options,
			);
		});
	},
	instead: {
		location: ({ location }) =>
			replace(navigator.geolocation, "getCurrentPosition", (found, failed, options) => {
				const rest = { altitude: null, altitudeAccuracy: null, heading: null, speed: null };
				location({ accuracy: options?.enableHighAccuracy ? "high" : "low" }).then(
					(coords) => found({ coords: { ...rest, ...coords }, timestamp: Date.now() }),
					({ code, message }) => failed?.({ code: { denied: 1, timeout: 3 }[code] ?? 2, message }),
				);
			}),
	},
});
