// The sizes that programs are shown at, and how they fit on the stage.

export const DEVICES = [
	{ id: "small", name: "Small phone · 320 × 568", width: 320, height: 568, kind: "phone" },
	{ id: "phone", name: "Phone · 390 × 844", width: 390, height: 844, kind: "phone" },
	{ id: "large", name: "Large phone · 430 × 932", width: 430, height: 932, kind: "phone" },
	{ id: "tablet", name: "Tablet · 820 × 1180", width: 820, height: 1180, kind: "tablet" },
	{ id: "window", name: "The whole window", kind: "window" },
];

const BEZEL = 20;
const MARGIN = 24;

export function deviceOf(id) {
	return DEVICES.find((device) => device.id === id) ?? DEVICES[1];
}

// Gives the device the size it has on this stage; scaled down where it is too big.
export function fit(element, stage, { device, isRotated }) {
	const room = { width: stage.clientWidth, height: stage.clientHeight };
	const size = device.kind === "window" ? room : turned(device, isRotated);
	const scale =
		device.kind === "window"
			? 1
			: Math.min(
					1,
					(room.width - MARGIN) / (size.width + BEZEL),
					(room.height - MARGIN) / (size.height + BEZEL),
				);
	element.dataset.kind = device.kind;
	element.style.setProperty("--width", size.width);
	element.style.setProperty("--height", size.height);
	element.style.setProperty("--scale", Math.max(scale, 0.1));
}

function turned({ width, height }, isRotated) {
	return isRotated ? { width: height, height: width } : { width, height };
}
