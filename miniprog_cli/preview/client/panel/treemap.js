// Rectangles whose areas are as the numbers are, as square as they come (Bruls, Huizing and van Wijk).

// Lays `items` ({ bytes, … }, largest first) into a width and a height; gives { item, x, y, width,
// height } for each.
export function squarified(items, width, height) {
	const total = items.reduce((sum, item) => sum + item.bytes, 0);
	const scale = total > 0 ? (width * height) / total : 0;
	const boxes = [];
	let room = { x: 0, y: 0, width, height };
	let row = [];
	for (const item of items.filter((each) => each.bytes > 0)) {
		const area = { item, area: item.bytes * scale };
		const side = Math.min(room.width, room.height);
		if (row.length > 0 && worst([...row, area], side) > worst(row, side)) {
			room = lay(row, room, boxes);
			row = [];
		}
		row.push(area);
	}
	lay(row, room, boxes);
	return boxes;
}

// How far the least square one of a row is from a square.
function worst(row, side) {
	const areas = row.map(({ area }) => area);
	const sum = areas.reduce((a, b) => a + b, 0);
	const most = Math.max(...areas);
	const least = Math.min(...areas);
	return Math.max((side * side * most) / (sum * sum), (sum * sum) / (side * side * least));
}

// Puts a row along the shorter side, and gives the room that is left.
function lay(row, room, boxes) {
	const sum = row.reduce((total, { area }) => total + area, 0);
	const isTall = room.width >= room.height;
	const thick = sum / ((isTall ? room.height : room.width) || 1);
	let at = isTall ? room.y : room.x;
	for (const { item, area } of row) {
		const long = area / (thick || 1);
		boxes.push(
			isTall
				? { item, x: room.x, y: at, width: thick, height: long }
				: { item, x: at, y: room.y, width: long, height: thick },
		);
		at += long;
	}
	return isTall
		? { ...room, x: room.x + thick, width: room.width - thick }
		: { ...room, y: room.y + thick, height: room.height - thick };
}
