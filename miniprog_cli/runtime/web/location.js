/** Where the phone is, from the browser. */
globalThis.miniParts.web.location = ({ MiniError }) => ({
	can: { location: () => "geolocation" in navigator },
	location({ accuracy, timeout = 30_000 }) {
		const codes = { 1: "denied", 2: "failed", 3: "timeout" };
		const options = { enableHighAccuracy: accuracy === "high", timeout };
		return new Promise((resolve, reject) => {
			navigator.geolocation.getCurrentPosition(
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
});
