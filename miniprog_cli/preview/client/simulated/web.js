/**
 * The browser's own interfaces, answered by the simulated host: every host's programs use them.
 *
 * Whatever a program can see of them is as in a browser: types, errors, and what is called when.
 */
(() => {
	const simulated = globalThis.miniSimulated;
	const { answers, call, now, replace } = simulated;
	const isAndroid = simulated.settings.device.platform === "android";

	/** Make an object of a class of the browser that cannot be constructed. */
	const made = (type, values, target = {}) =>
		Object.defineProperties(
			Object.setPrototypeOf(target, type.prototype),
			Object.fromEntries(
				Object.entries(values).map(([name, value]) => [
					name,
					{ value, enumerable: typeof value !== "function", configurable: true, writable: true },
				]),
			),
		);
	const NAMES = {
		denied: "NotAllowedError",
		cancelled: "AbortError",
		offline: "NetworkError",
		unsupported: "NotSupportedError",
		timeout: "TimeoutError",
	};
	const thrown = ({ code, message }) => new DOMException(message, NAMES[code] ?? "UnknownError");
	const asDom = (promise) => promise.catch((error) => Promise.reject(thrown(error)));
	Object.assign(simulated, { made, asDom });

	// -- where the phone is

	const { geolocation } = navigator;
	if (geolocation) {
		const CODES = { denied: 1, timeout: 3 };
		const proto = Object.getPrototypeOf(geolocation);
		const failure = ({ code, message }) =>
			made(GeolocationPositionError, { code: CODES[code] ?? 2, message });
		const position = (found) => {
			const none = { altitude: null, altitudeAccuracy: null, heading: null, speed: null };
			const values = { ...none, ...found };
			const coords = made(GeolocationCoordinates, { ...values, toJSON: () => values });
			const timestamp = Date.now();
			const toJSON = () => ({ timestamp, coords: values });
			return made(GeolocationPosition, { coords, timestamp, toJSON });
		};
		const locate = (via, options, found, failed) =>
			call(
				"location",
				{ via: `navigator.geolocation.${via}`, args: options ?? {} },
				answers.location,
			).then(
				(place) => found(position(place)),
				(error) => failed?.(failure(error)),
			);
		const watching = new Map();
		let last = 0;

		replace(proto, "getCurrentPosition", function (original, ...given) {
			const [found, failed, options] = given;
			if (typeof found !== "function") return original.apply(this, given);
			locate("getCurrentPosition", options, found, failed);
			return undefined;
		});
		replace(proto, "watchPosition", function (original, ...given) {
			const [found, failed, options] = given;
			if (typeof found !== "function") return original.apply(this, given);
			last += 1;
			const id = last;
			const tell = (place) => watching.has(id) && found(place);
			const look = () => locate("watchPosition", options, tell, failed);
			watching.set(id, look);
			look();
			return id;
		});
		replace(proto, "clearWatch", (_, id) => void watching.delete(id));
		simulated.changed((settings, before) => {
			if (JSON.stringify(settings.location) !== JSON.stringify(before.location))
				for (const look of watching.values()) look();
		});
	}

	// -- how permissions stand

	const PERMISSIONS = {
		geolocation: "location",
		camera: "camera",
		notifications: "notify",
		"clipboard-read": "clipboard",
	};
	const STATES = { ask: "prompt", allow: "granted", deny: "denied" };
	const asked = new Set();

	replace(globalThis.Permissions?.prototype, "query", function (original, ...given) {
		const name = PERMISSIONS[given[0]?.name];
		if (!name) return original.apply(this, given);
		const state = STATES[simulated.permission(name)];
		const values = { name: given[0].name, state, status: state, onchange: null };
		const status = made(PermissionStatus, values, new EventTarget());
		asked.add(new WeakRef(status));
		return Promise.resolve(status);
	});
	simulated.changed(() => {
		for (const held of asked) {
			const status = held.deref();
			const state = status && STATES[simulated.permission(PERMISSIONS[status.name])];
			if (!status) asked.delete(held);
			else if (state !== status.state) {
				Object.assign(status, { state, status: state });
				const event = new Event("change");
				status.dispatchEvent(event);
				status.onchange?.(event);
			}
		}
	});

	// -- the clipboard

	const clipboard = globalThis.Clipboard?.prototype;
	const read = (via) =>
		asDom(
			call(
				"clipboard.read",
				{ via: `navigator.clipboard.${via}`, args: {} },
				answers.readClipboard,
			),
		);
	const write = (via, text) =>
		asDom(
			call("clipboard.write", { via: `navigator.clipboard.${via}`, args: { text } }, () =>
				answers.writeClipboard(text),
			),
		);
	replace(clipboard, "readText", () => read("readText"));
	replace(clipboard, "read", async () => {
		const text = await read("read");
		return [new ClipboardItem({ "text/plain": new Blob([text], { type: "text/plain" }) })];
	});
	replace(clipboard, "writeText", function (original, ...given) {
		return given.length ? write("writeText", String(given[0])) : original.apply(this, given);
	});
	replace(clipboard, "write", async (_, [item]) => {
		const text = await (await item.getType("text/plain")).text();
		return write("write", text);
	});

	// -- sharing, which not every desktop has and every phone does

	const shared = (data) => Boolean(data && (data.title || data.text || data.url || data.files));
	function canShare(data) {
		return shared(data);
	}
	function share(data) {
		if (!shared(data)) {
			const words =
				"Failed to execute 'share' on 'Navigator': No known share data fields supplied.";
			return Promise.reject(new TypeError(words));
		}
		if (!navigator.userActivation.isActive) {
			const words = "Must be handling a user gesture to perform a share request.";
			return Promise.reject(new DOMException(words, "NotAllowedError"));
		}
		const { title, text } = data;
		const url = data.url === undefined ? undefined : new URL(data.url, location.href).href;
		const card = { title, text, url };
		const via = { via: "navigator.share", args: card };
		return asDom(call("share", via, () => answers.share(card)));
	}
	if (isSecureContext)
		for (const method of [share, canShare])
			Object.defineProperty(Navigator.prototype, method.name, {
				value: method,
				configurable: true,
				enumerable: true,
				writable: true,
			});

	// -- vibration, which iPhones do not have

	if (isAndroid)
		replace(Navigator.prototype, "vibrate", (_, pattern) =>
			now("haptic", { via: "navigator.vibrate", args: { pattern } }, () => {
				answers.haptic(pattern);
				return true;
			}),
		);
	else delete Navigator.prototype.vibrate;

	// -- notifications

	const { Notification: Original } = globalThis;
	if (Original) {
		const ask = async (told) => {
			const via = { via: "Notification.requestPermission", args: {} };
			await call("notify.request", via, answers.notify).catch(() => {});
			const state = standing();
			told?.(state);
			return state;
		};
		const standing = () => ({ ...STATES, ask: "default" })[simulated.permission("notify")];
		globalThis.Notification = new Proxy(Original, {
			get: (target, name) =>
				name === "permission"
					? standing()
					: name === "requestPermission"
						? ask
						: Reflect.get(target, name, target),
			construct(_, [title, options]) {
				const values = {
					title,
					body: "",
					onclick: null,
					onerror: null,
					close: () => {},
					...options,
				};
				const note = made(Original, values, new EventTarget());
				if (standing() === "granted") simulated.shown("notification", { title, ...options });
				else setTimeout(() => note.dispatchEvent(new Event("error")));
				return note;
			},
		});
	}

	// -- windows

	replace(globalThis, "open", (original, ...given) => {
		const [url] = given;
		return now("openUrl", { via: "open", args: { url: String(url ?? "") } }, () =>
			original.apply(globalThis, given),
		);
	});
})();
