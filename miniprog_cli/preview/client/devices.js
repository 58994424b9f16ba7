// The sizes that programs are shown at, and how they fit on the stage.

export const DEVICES = [
	{ id: "small", name: "Small phone · 320 × 568", width: 320, height: 568, kind: "phone" },
	{ id: "phone", name: "Phone · 390 × 844", width: 390, height: 844, kind: "phone" },
	{ id: "large", name: "Large phone · 430 × 932", width: 430, height: 932, kind: "phone" },
	{ id: "tablet", name: "Tablet · 820 × 1180", width: 820, height: 1180, kind: "tablet" },
	{ id: "window", name: "The whole window", kind: "window" },
];

const BEZEL = 10;
const BAR = 60;
const MARGIN = 24;

export function deviceOf(id) {
	return DEVICES.find((device) => device.id === id) ?? DEVICES[1];
}

// Gives the device the size it has on this stage; scaled down where it is too big.
//
// Every edge comes to lie on a whole pixel of the display: a frame that is scaled to half a pixel is
// drawn snapped, over the bezel beside it.
export function fit(element, stage, { device, isRotated }) {
	const room = { width: stage.clientWidth, height: stage.clientHeight };
	const isWindow = device.kind === "window";
	const size = isWindow ? room : turned(device, isRotated);
	const scale = isWindow ? 1 : whole(size.width * fitting(size, room), Math.floor) / size.width;
	const bezel = isWindow ? 0 : whole(BEZEL * scale);
	const height = whole(size.height * scale, Math.floor);
	const at = stage.getBoundingClientRect();
	const lengths = {
		width: size.width,
		height: height / scale,
		bezel: bezel / scale,
		bar: whole(BAR * scale) / scale,
		left: whole(at.left + (room.width - size.width * scale) / 2 - bezel) - at.left,
		top: whole(at.top + (room.height - height) / 2 - bezel) - at.top,
	};
	element.dataset.kind = device.kind;
	element.style.setProperty("--scale", scale);
	for (const [name, length] of Object.entries(lengths)) {
		element.style.setProperty(`--${name}`, `${length}px`);
	}
}

function fitting(size, room) {
	const across = (room.width - MARGIN) / (size.width + 2 * BEZEL);
	const down = (room.height - MARGIN) / (size.height + 2 * BEZEL);
	return Math.max(0.1, Math.min(1, across, down));
}

// Rounds a length in CSS pixels to whole pixels of the display.
function whole(length, round = Math.round) {
	return round(length * devicePixelRatio) / devicePixelRatio;
}

function turned({ width, height }, isRotated) {
	return isRotated ? { width: height, height: width } : { width, height };
}
