/** The browser's ways to pictures, contacts and codes, answered by the simulated host. */
(() => {
	const simulated = globalThis.miniSimulated;
	const { answers, asDom, call, replace } = simulated;
	const isAndroid = simulated.settings.device.platform === "android";
	const define = (owner, name, value) =>
		Object.defineProperty(owner, name, { value, configurable: true, writable: true });

	// -- <input type=file>

	const isForPictures = (field) =>
		field instanceof HTMLInputElement &&
		field.type === "file" &&
		/image/i.test(field.accept) &&
		!field.disabled &&
		simulated.settings.photo.source === "sample";

	/** Fill a field as a person would, or close its window. */
	async function fill(field) {
		const from = field.hasAttribute("capture") ? "camera" : "any";
		const args = { from, count: field.multiple ? 3 : 1 };
		const via = { via: "<input type=file>", args };
		const files = await call("photo", via, () => answers.photo(args)).catch(() => null);
		if (!files) {
			field.dispatchEvent(new Event("cancel", { bubbles: true }));
			return;
		}
		const given = new DataTransfer();
		for (const file of files) given.items.add(file);
		field.files = given.files;
		field.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
		field.dispatchEvent(new Event("change", { bubbles: true }));
	}

	addEventListener(
		"click",
		(event) => {
			const [field] = event.composedPath();
			if (!isForPictures(field)) return;
			event.preventDefault();
			fill(field);
		},
		true,
	);
	for (const name of ["click", "showPicker"]) {
		const owner = Object.hasOwn(HTMLInputElement.prototype, name) ? HTMLInputElement : HTMLElement;
		replace(owner.prototype, name, function (original, ...given) {
			// in the page its click is heard above
			if (isForPictures(this) && !(name === "click" && this.isConnected)) {
				fill(this);
				return undefined;
			}
			return original.apply(this, given);
		});
	}

	// -- the camera

	replace(globalThis.MediaDevices?.prototype, "getUserMedia", function (original, ...given) {
		const [wanted] = given;
		if (!wanted?.video && !wanted?.audio) return original.apply(this, given);
		const via = { via: "navigator.mediaDevices.getUserMedia", args: wanted };
		const film = async () => {
			await answers.permitted("camera");
			return wanted.video ? simulated.film() : new MediaStream();
		};
		const silence = () => new AudioContext().createMediaStreamDestination().stream;
		return asDom(call("camera", via, () => film())).then((stream) => {
			if (wanted.audio) stream.addTrack(silence().getAudioTracks()[0]);
			return stream;
		});
	});

	if (!isAndroid) return;

	// -- codes and contacts, which only browsers of Android have

	const FORMATS = ["code_128", "ean_13", "qr_code"];
	class BarcodeDetector {
		static async getSupportedFormats() {
			return [...FORMATS];
		}

		async detect(image) {
			if (typeof image !== "object" || image === null)
				throw new TypeError("Failed to execute 'detect' on 'BarcodeDetector'");
			const { text } = simulated.settings.scan;
			const answer = async () => text;
			const rawValue = await asDom(
				call("scan", { via: "BarcodeDetector.detect", args: {} }, answer),
			);
			if (!rawValue) return [];
			const [x, y, width, height] = [40, 40, 160, 160];
			const corners = [
				[x, y],
				[x + width, y],
				[x + width, y + height],
				[x, y + height],
			];
			return [
				{
					boundingBox: new DOMRectReadOnly(x, y, width, height),
					cornerPoints: corners.map(([left, top]) => ({ x: left, y: top })),
					format: "qr_code",
					rawValue,
				},
			];
		}
	}
	if (isSecureContext) define(globalThis, "BarcodeDetector", BarcodeDetector);

	class ContactsManager {
		async getProperties() {
			return ["email", "name", "tel"];
		}

		async select(properties, options = {}) {
			if (!properties?.length)
				throw new TypeError("At least one property must be provided to select()");
			const via = { via: "navigator.contacts.select", args: { properties, ...options } };
			// a person who picks nobody gives an empty list
			const found = await call("contacts.pick", via, answers.contacts).catch(() => []);
			const all = (one) => ({ name: [one.name], tel: [one.phone], email: [] });
			return found.map((one) =>
				Object.fromEntries(Object.entries(all(one)).filter(([name]) => properties.includes(name))),
			);
		}
	}
	if (isSecureContext && !("contacts" in navigator)) {
		const contacts = new ContactsManager();
		define(globalThis, "ContactsManager", ContactsManager);
		Object.defineProperty(Navigator.prototype, "contacts", {
			get: () => contacts,
			configurable: true,
			enumerable: true,
		});
	}
})();
