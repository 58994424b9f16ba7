/** Device: network, battery, screen, keyboard, sensors, calls and contacts, as far as a desk has them. */
(() => {
	const native = globalThis.miniNative;
	const { simulated, Failure } = native;
	const { answers, shown } = simulated;
	const TYPES = { wifi: "wifi", cellular: "4g" };
	const BATTERY = { level: 80, isCharging: false, isLowPowerModeEnabled: false };
	let brightness = 0.8;

	const type = () => {
		const { online, type: set } = simulated.settings.network;
		return online ? (TYPES[set] ?? set) : "none";
	};

	simulated.changed(({ network: now }, { network: before }) => {
		if (now.online !== before.online || now.type !== before.type) {
			native.host.tell("NetworkStatusChange", { isConnected: now.online, networkType: type() });
		}
	});

	// -- sensors: a phone that lies on a desk, quiet but alive

	const SENSORS = {
		Accelerometer: () => ({ x: 0, y: 0, z: -1 }),
		Compass: () => ({ direction: 0, accuracy: "high" }),
		Gyroscope: () => ({ x: 0, y: 0, z: 0 }),
		DeviceMotion: () => ({ alpha: 0, beta: 0, gamma: 0 }),
	};
	const RATES = { game: 20, ui: 60, normal: 200 }; // milliseconds
	const running = new Map();

	const start =
		(name) =>
		({ interval = "normal" } = /** @type {any} */ ({})) => {
			stop(name)();
			const tell = () => native.host.tell(`${name}Change`, SENSORS[name]());
			running.set(name, setInterval(tell, RATES[interval] ?? RATES.normal));
		};
	const stop = (name) => () => {
		clearInterval(running.get(name));
		running.delete(name);
	};

	addEventListener("keydown", ({ key, code, timeStamp }) =>
		native.host.tell("KeyDown", { key, code, timeStamp }),
	);
	addEventListener("keyup", ({ key, code, timeStamp }) =>
		native.host.tell("KeyUp", { key, code, timeStamp }),
	);

	native.api({
		calls: {
			getNetworkType: () => ({
				networkType: type(),
				signalStrength: -50,
				hasSystemProxy: false,
				weakNet: false,
			}),
			getLocalIPAddress: () => ({ localip: "192.168.1.2", netmask: "255.255.255.0" }),
			getBatteryInfo: () => BATTERY,
			getScreenBrightness: () => ({ value: brightness }),
			setScreenBrightness({ value }) {
				if (!(value >= 0 && value <= 1)) throw new Failure("parameter error: value is from 0 to 1");
				brightness = value;
				shown("setScreenBrightness", { value });
			},
			setKeepScreenOn: () => {},
			setVisualEffectOnCapture: () => {},
			getScreenRecordingState: () => ({ state: "off" }),
			checkIsOpenAccessibility: () => ({ open: false }),
			vibrateShort: ({ type: strength = "medium" }) => answers.haptic(strength),
			vibrateLong: () => answers.haptic("long"),
			makePhoneCall({ phoneNumber }) {
				if (!phoneNumber) throw new Failure("parameter error: phoneNumber is needed");
				shown("makePhoneCall", { phoneNumber });
			},
			sendSms: ({ phoneNumber, content }) => shown("sendSms", { phoneNumber, content }),
			addPhoneContact(given) {
				if (!given.firstName) throw new Failure("parameter error: firstName is needed");
				shown("addPhoneContact", given);
			},
			addPhoneCalendar: (given) => shown("addPhoneCalendar", given),
			addPhoneRepeatCalendar: (given) => shown("addPhoneCalendar", given),
			chooseContact: async () => {
				const [{ name, phone }] = await answers.contacts();
				return { phoneNumber: phone, displayName: name, phoneNumberList: [phone] };
			},
			startAccelerometer: start("Accelerometer"),
			stopAccelerometer: stop("Accelerometer"),
			startCompass: start("Compass"),
			stopCompass: stop("Compass"),
			startGyroscope: start("Gyroscope"),
			stopGyroscope: stop("Gyroscope"),
			startDeviceMotionListening: start("DeviceMotion"),
			stopDeviceMotionListening: stop("DeviceMotion"),
		},
		sync: { getBatteryInfoSync: () => BATTERY },
		capabilities: {
			getNetworkType: "network",
			vibrateShort: "haptic",
			vibrateLong: "haptic",
			chooseContact: "contacts.pick",
		},
		events: [
			"NetworkStatusChange",
			"AccelerometerChange",
			"CompassChange",
			"GyroscopeChange",
			"DeviceMotionChange",
			"KeyDown",
			"KeyUp",
		],
		quiet: [
			"NetworkWeakChange",
			"BatteryInfoChange",
			"UserCaptureScreen",
			"ScreenRecordingStateChanged",
			"WindowStateChange",
			"ParallelStateChange",
		],
		simulated: [
			"getNetworkType",
			"getLocalIPAddress",
			"getBatteryInfo",
			"getBatteryInfoSync",
			"getScreenBrightness",
			"setScreenBrightness",
			"setKeepScreenOn",
			"setVisualEffectOnCapture",
			"getScreenRecordingState",
			"checkIsOpenAccessibility",
			"vibrateShort",
			"vibrateLong",
			"makePhoneCall",
			"sendSms",
			"addPhoneContact",
			"addPhoneCalendar",
			"addPhoneRepeatCalendar",
			"chooseContact",
			"startAccelerometer",
			"stopAccelerometer",
			"startCompass",
			"stopCompass",
			"startGyroscope",
			"stopGyroscope",
			"startDeviceMotionListening",
			"stopDeviceMotionListening",
		],
	});
})();
