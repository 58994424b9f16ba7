// The sizes that programs are shown at, and how they fit on the stage.

// Sizes and safe areas in CSS pixels, held upright; `ratio` is device pixels to one of them. Named by
// a device that has them, as its maker published them.
/**
 * @typedef {{ id: string, name: string, kind: string, width?: number, height?: number,
 *   ratio?: number, top?: number, bottom?: number }} Device
 */
/** @type {Device[]} */
export const DEVICES = [
	{ id: "small", name: "iPhone SE, 1st", width: 320, height: 568, ratio: 2, kind: "phone" },
	{ id: "android-small", name: "Android, small", width: 360, height: 640, ratio: 3, kind: "phone" },
	{ id: "se", name: "iPhone SE, 3rd", width: 375, height: 667, ratio: 2, top: 20, kind: "phone" },
	{ id: "galaxy", name: "Galaxy S24", width: 360, height: 780, ratio: 3, top: 32, kind: "phone" },
	{
		id: "phone",
		name: "iPhone 14",
		width: 390,
		height: 844,
		ratio: 3,
		top: 47,
		bottom: 34,
		kind: "phone",
	},
	{
		id: "iphone-16",
		name: "iPhone 16",
		width: 393,
		height: 852,
		ratio: 3,
		top: 59,
		bottom: 34,
		kind: "phone",
	},
	{ id: "pixel", name: "Pixel 8", width: 412, height: 915, ratio: 2.625, top: 42, kind: "phone" },
	{
		id: "large",
		name: "iPhone 15 Pro Max",
		width: 430,
		height: 932,
		ratio: 3,
		top: 59,
		bottom: 34,
		kind: "phone",
	},
	{
		id: "tablet",
		name: "iPad, 10th",
		width: 820,
		height: 1180,
		ratio: 2,
		top: 24,
		bottom: 20,
		kind: "tablet",
	},
	{ id: "window", name: "The whole window", kind: "window" },
];

const BEZEL = 10;
const ABOVE = 12;
const MARGIN = 24;

export function deviceOf(id) {
	return DEVICES.find((device) => device.id === id) ?? DEVICES.find(({ id }) => id === "phone");
}

// Names a device with its size.
/** @param {Device} device */
export function titleOf({ name, width, height }) {
	return width ? `${name} · ${width} × ${height}` : name;
}

// What notches and the home bar take of a device, held as it is.
/** @type {(device: Device, isRotated: boolean) => Record<string, number>} */
export function insetsOf({ top = 0, bottom = 0 }, isRotated) {
	const hasNotch = top > 24;
	return isRotated
		? {
				top: 0,
				right: hasNotch ? top : 0,
				bottom: bottom ? 21 : 0,
				left: hasNotch ? top : 0,
			}
		: { top, right: 0, bottom, left: 0 };
}

// Gives the device the size it has on this stage, scaled down where it is too big; returns the
// scale. `bar` is the height of the host's bar; `isWhole` where that lies on the program's screen.
//
// Every edge comes to lie on a whole pixel of the display: a frame that is scaled to half a pixel is
// drawn snapped, over the bezel beside it.
export function fit(element, stage, { device, isRotated, bar, isWhole = false }) {
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
		bar: whole((bar + (isWindow || isWhole ? 0 : ABOVE)) * scale) / scale,
		left: whole(at.left + (room.width - size.width * scale) / 2 - bezel) - at.left,
		top: whole(at.top + (room.height - height) / 2 - bezel) - at.top,
	};
	element.dataset.kind = device.kind;
	element.style.setProperty("--scale", scale);
	for (const [name, length] of Object.entries(lengths)) {
		element.style.setProperty(`--${name}`, `${length}px`);
	}
	return { ...size, scale };
}

// Says how big it is, and at what scale it is shown.
/** @type {(device: Device, shown: { width: number, height: number, scale: number }) => string} */
export function measuresOf({ ratio }, { width, height, scale }) {
	const parts = [`${Math.round(width)} × ${Math.round(height)}`];
	if (ratio) {
		parts.push(`${ratio}×`);
	}
	return [...parts, `${Math.round(scale * 100)} %`].join(" · ");
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
