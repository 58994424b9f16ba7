/** Location and codes: where the person is and what is scanned, as the panel sets them. */
(() => {
	const native = globalThis.miniNative;
	const { simulated, Failure } = native;
	const { answers } = simulated;
	let watching = null;

	async function place({ altitude } = /** @type {any} */ ({})) {
		const { latitude, longitude, accuracy } = await answers.location();
		const more =
			altitude === "true" || altitude === true ? { altitude: 0, verticalAccuracy: 0 } : {};
		return {
			latitude,
			longitude,
			accuracy,
			horizontalAccuracy: accuracy,
			altitude: 0,
			verticalAccuracy: 0,
			speed: -1,
			...more,
		};
	}

	/** Have the person choose the place that the panel names. */
	async function chosen({ latitude, longitude } = /** @type {any} */ ({})) {
		const found = await answers.location();
		const at = { latitude: latitude ?? found.latitude, longitude: longitude ?? found.longitude };
		const said = await simulated.ask({
			title: "Location",
			text: `${at.latitude.toFixed(4)}, ${at.longitude.toFixed(4)}`,
			choices: [
				["yes", "Choose"],
				[null, "Cancel"],
			],
		});
		if (!said) throw new simulated.Refusal("cancelled", "chooseLocation: user cancelled");
		return { name: "Preview place", address: "1 Preview Street", ...at };
	}

	function openLocation({ latitude, longitude, ...more }) {
		if (typeof latitude !== "number" || typeof longitude !== "number") {
			throw new Failure("parameter error: latitude and longitude are numbers;");
		}
		answers.openMap({ latitude, longitude, ...more });
	}

	async function watch() {
		await answers.permitted("location");
		if (!watching) {
			const tell = async () => native.host.tell("LocationChange", await place());
			watching = setInterval(() => tell().catch(() => {}), 3000);
			tell().catch(() => {});
		}
	}

	function unwatch() {
		clearInterval(watching);
		watching = null;
	}

	const CODES = {
		barCode: "CODE_128",
		qrCode: "QR_CODE",
		datamatrix: "DATA_MATRIX",
		pdf417: "PDF_417",
	};
	async function scanCode({ scanType = ["barCode", "qrCode"] }) {
		const result = await answers.scan();
		const kinds = [scanType].flat();
		const name = kinds.includes("qrCode") ? "qrCode" : kinds[0];
		return {
			result,
			scanType: CODES[name] ?? "QR_CODE",
			charSet: "UTF-8",
			path: "",
			rawData: native.base64(new TextEncoder().encode(result).buffer),
		};
	}

	native.api({
		calls: {
			getLocation: place,
			getFuzzyLocation: async () => {
				const { latitude, longitude } = await answers.location();
				return { latitude: Number(latitude.toFixed(2)), longitude: Number(longitude.toFixed(2)) };
			},
			chooseLocation: chosen,
			choosePoi: async () => ({ type: 2, city: "", ...(await chosen()) }),
			openLocation,
			startLocationUpdate: watch,
			startLocationUpdateBackground: watch,
			stopLocationUpdate: unwatch,
			scanCode,
		},
		capabilities: {
			getLocation: "location",
			getFuzzyLocation: "location",
			chooseLocation: "location",
			openLocation: "openMap",
			scanCode: "scan",
		},
		events: ["LocationChange"],
		quiet: ["LocationChangeError"],
		simulated: [
			"getLocation",
			"getFuzzyLocation",
			"chooseLocation",
			"choosePoi",
			"openLocation",
			"startLocationUpdate",
			"startLocationUpdateBackground",
			"stopLocationUpdate",
			"scanCode",
		],
	});
})();
