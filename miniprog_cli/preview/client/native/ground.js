/** Maps without tiles: where places are on the screen, and a ground of streets that nobody built. */
(() => {
	const native = globalThis.miniNative;
	const TILE = 256; // pixels of the whole world at scale 0
	const RADIUS = 6378137; // metres
	const rad = (degrees) => (degrees * Math.PI) / 180;

	/** Give a place in parts of the world, from its upper left corner. */
	function part({ latitude, longitude }) {
		const sine = Math.sin(rad(Math.max(-85, Math.min(85, Number(latitude) || 0))));
		const y = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
		return { x: (Number(longitude) || 0) / 360 + 0.5, y };
	}

	function place({ x, y }) {
		const latitude = (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI;
		return { latitude, longitude: (x - 0.5) * 360 };
	}

	/** Give what turns places into pixels of a box and back. */
	function view({ centre, scale, width, height, offset = [0.5, 0.5], rotate = 0 }) {
		const size = TILE * 2 ** scale;
		const middle = part(centre);
		const [cos, sin] = [Math.cos(rad(rotate)), Math.sin(rad(rotate))];
		const turned = (x, y, by) => ({ x: x * cos - y * sin * by, y: x * sin * by + y * cos });
		return {
			size,
			width,
			height,
			middle,
			rotate,
			offset,
			/** Pixels of the box for a place. */
			pixel(at) {
				const { x, y } = part(at);
				const moved = turned((x - middle.x) * size, (y - middle.y) * size, 1);
				return { x: moved.x + width * offset[0], y: moved.y + height * offset[1] };
			},
			place({ x, y }) {
				const moved = turned(x - width * offset[0], y - height * offset[1], -1);
				return place({ x: middle.x + moved.x / size, y: middle.y + moved.y / size });
			},
			/** Pixels that metres are, at a latitude. */
			metres: (length, latitude) =>
				(length * size) / (2 * Math.PI * RADIUS * Math.cos(rad(latitude))),
		};
	}

	/** Give the centre and scale that show all of some places. */
	function fitting(points, { width, height, padding = [0, 0, 0, 0] }) {
		const parts = points.map(part);
		const span = (name) => {
			const all = parts.map((each) => each[name]);
			return [Math.min(...all), Math.max(...all)];
		};
		const [left, right] = span("x");
		const [top, bottom] = span("y");
		const [up = 0, east = 0, down = 0, west = 0] = padding;
		const room = (whole, taken, length) =>
			Math.max(20, whole - taken) / Math.max(length, 1e-9) / TILE;
		const most = Math.min(
			room(width, east + west, right - left),
			room(height, up + down, bottom - top),
		);
		const scale = Math.max(3, Math.min(18, Math.floor(Math.log2(most) * 10) / 10));
		return { centre: place({ x: (left + right) / 2, y: (top + bottom) / 2 }), scale };
	}

	/** The same number for the same cell of the ground, between 0 and 1. */
	const chance = (x, y) => {
		const mixed = Math.sin(x * 127.1 + y * 311.7) * 43758.5453;
		return mixed - Math.floor(mixed);
	};

	const LOOKS = {
		plain: {
			ground: "#f5f3ee",
			road: "#ffffff",
			edge: "#e3dfd5",
			park: "#d3ebc8",
			water: "#b5d9f2",
			house: "#ece8df",
		},
		satellite: {
			ground: "#3f4a3a",
			road: "#5d6654",
			edge: "#3a4436",
			park: "#2f4a2c",
			water: "#1f3f57",
			house: "#566050",
		},
	};

	/** Draw streets, parks and water in cells that become finer with the scale. */
	function draw(pen, seen, { isSatellite = false, hasTraffic = false }) {
		const look = isSatellite ? LOOKS.satellite : LOOKS.plain;
		pen.fillStyle = look.ground;
		pen.fillRect(0, 0, seen.width, seen.height);
		pen.save();
		pen.translate(seen.width * seen.offset[0], seen.height * seen.offset[1]);
		pen.rotate(rad(seen.rotate));
		// a cell is as wide as a power of two of the world that is nearest to 160 pixels
		const cell = 2 ** Math.round(Math.log2(160 / seen.size));
		const step = cell * seen.size;
		const reach = Math.hypot(seen.width, seen.height) / step + 1;
		const firstX = Math.floor(seen.middle.x / cell - reach);
		const firstY = Math.floor(seen.middle.y / cell - reach);
		const count = Math.ceil(reach * 2) + 1;
		const at = (index, middle) => (index - middle / cell) * step;
		for (let row = 0; row < count; row += 1) {
			for (let column = 0; column < count; column += 1) {
				const [x, y] = [firstX + column, firstY + row];
				block(pen, look, at(x, seen.middle.x), at(y, seen.middle.y), step, chance(x, y));
			}
		}
		roads(pen, look, { count, firstX, firstY, at, seen, hasTraffic });
		pen.restore();
	}

	function block(pen, look, x, y, step, luck) {
		pen.fillStyle = luck < 0.1 ? look.park : luck > 0.94 ? look.water : look.house;
		if (luck < 0.1 || luck > 0.94) {
			pen.fillRect(x, y, step, step);
			return;
		}
		for (const [dx, dy] of [
			[0.08, 0.1],
			[0.56, 0.1],
			[0.08, 0.56],
			[0.56, 0.56],
		]) {
			const shrink = 0.22 + 0.14 * chance(luck * 100 + dx, dy);
			pen.fillRect(x + dx * step, y + dy * step, shrink * step, shrink * step);
		}
	}

	function roads(pen, look, { count, firstX, firstY, at, seen, hasTraffic }) {
		const far = Math.hypot(seen.width, seen.height);
		const line = (index, isAcross, width, colour) => {
			const place = isAcross ? at(index, seen.middle.y) : at(index, seen.middle.x);
			pen.strokeStyle = colour;
			pen.lineWidth = width;
			pen.beginPath();
			pen.moveTo(isAcross ? -far : place, isAcross ? place : -far);
			pen.lineTo(isAcross ? far : place, isAcross ? place : far);
			pen.stroke();
		};
		for (const [isAcross, first] of /** @type {[boolean, number][]} */ ([
			[true, firstY],
			[false, firstX],
		])) {
			for (let each = 0; each < count; each += 1) {
				const index = first + each;
				const isMain = index % 4 === 0;
				const width = isMain ? 11 : 6;
				line(index, isAcross, width + 2, look.edge);
				line(index, isAcross, width, look.road);
				if (hasTraffic && isMain) line(index, isAcross, 3, index % 8 === 0 ? "#f5a623" : "#4cc764");
			}
		}
	}

	native.ground = { view, fitting, draw };
})();
