// Finds which node of one list is which node of another.

const MAX_WORK = 250_000;

// Pairs the children of the new source with those of the old, moved ones too.
// Returns a map from new to old, or null when it would take too long.
export function alignSources(old, now) {
	const a = describeAll(old);
	const b = describeAll(now);
	const pairs = align(a, b, scoreSources);
	if (!pairs) {
		return null;
	}
	const toOld = new Map(pairs.map(([x, y]) => [b[y].node, a[x].node]));
	pairMoved(a, b, toOld);
	return toOld;
}

// Pairs the children of the old source with those the page has now. A node is left out where
// it is gone or where several could be meant. Returns a map from old to live, or null.
export function alignLive(old, live) {
	const a = describeAll(old);
	const b = describeAll(live);
	const pairs = align(a, b, scoreLive);
	if (!pairs) {
		return null;
	}
	const isAmbiguous = findAmbiguous(a, b);
	return new Map(
		pairs
			.filter(([x, y]) => isSure(a[x], b[y]) || !isAmbiguous(a[x].name))
			.map(([x, y]) => [a[x].node, b[y].node]),
	);
}

function describeAll(nodes) {
	return [...nodes].map((node) => ({
		node,
		name: node.nodeName,
		id: node.id || null,
		text: node.outerHTML ?? node.data ?? "",
		isElement: node.nodeType === Node.ELEMENT_NODE,
	}));
}

function isEqual(a, b) {
	return a.name === b.name && a.text === b.text;
}

function isSure(a, b) {
	return isEqual(a, b) || (a.isElement && a.id !== null && a.id === b.id);
}

function scoreEqual(node) {
	if (node.isElement) {
		return 8;
	}
	return node.text.trim() ? 4 : 1;
}

function scoreSources(a, b) {
	if (a.name !== b.name) {
		return 0;
	}
	if (a.text === b.text) {
		return scoreEqual(a);
	}
	if (!a.isElement) {
		return Boolean(a.text.trim()) === Boolean(b.text.trim()) ? 0.5 : 0;
	}
	if (a.id !== b.id) {
		return a.id && b.id ? 0 : 1;
	}
	return a.id ? 6 : 2 + (a.node.className === b.node.className ? 1 : 0);
}

function scoreLive(a, b) {
	if (a.name !== b.name) {
		return 0;
	}
	if (a.text === b.text) {
		return scoreEqual(a);
	}
	if (!a.isElement || a.id !== b.id) {
		return 0;
	}
	return a.id ? 6 : 2 + (hasAttributesOf(a.node, b.node) ? 1 : 0);
}

function hasAttributesOf(a, b) {
	return a.getAttributeNames().every((name) => a.getAttribute(name) === b.getAttribute(name));
}

// Where the page has more elements of a name than the source, one that is not equal could be any.
function findAmbiguous(old, live) {
	const count = (list, name) => list.filter((each) => each.name === name).length;
	return (name) => count(live, name) > count(old, name);
}

function pairMoved(old, now, toOld) {
	const used = new Set(toOld.values());
	const free = old.filter((each) => each.isElement && !used.has(each.node));
	for (const each of now) {
		if (each.isElement && !toOld.has(each.node)) {
			const at = free.findIndex((other) => isSure(other, each));
			if (at >= 0) {
				toOld.set(each.node, free[at].node);
				free.splice(at, 1);
			}
		}
	}
}

// The pairs of positions, in order in both lists, with the greatest sum of scores.
function align(a, b, score) {
	let start = 0;
	while (start < a.length && start < b.length && isEqual(a[start], b[start])) {
		start += 1;
	}
	let end = 0;
	while (
		end < Math.min(a.length, b.length) - start &&
		isEqual(a[a.length - 1 - end], b[b.length - 1 - end])
	) {
		end += 1;
	}
	const rows = a.length - start - end;
	const columns = b.length - start - end;
	if (rows * columns > MAX_WORK) {
		return null;
	}
	const pairs = [];
	for (let at = 0; at < start; at += 1) {
		pairs.push([at, at]);
	}
	pairs.push(...alignMiddle(a, b, score, { start, rows, columns }));
	for (let at = end; at > 0; at -= 1) {
		pairs.push([a.length - at, b.length - at]);
	}
	return pairs;
}

function alignMiddle(a, b, score, { start, rows, columns }) {
	const best = Array.from({ length: rows + 1 }, () => new Float32Array(columns + 1));
	for (let x = rows - 1; x >= 0; x -= 1) {
		for (let y = columns - 1; y >= 0; y -= 1) {
			const gain = score(a[start + x], b[start + y]);
			best[x][y] = Math.max(
				best[x + 1][y],
				best[x][y + 1],
				gain > 0 ? gain + best[x + 1][y + 1] : 0,
			);
		}
	}
	return trace(a, b, score, { best, start, rows, columns });
}

function trace(a, b, score, { best, start, rows, columns }) {
	const pairs = [];
	let x = 0;
	let y = 0;
	while (x < rows && y < columns) {
		const gain = score(a[start + x], b[start + y]);
		if (gain > 0 && Math.abs(best[x][y] - gain - best[x + 1][y + 1]) < 1e-3) {
			pairs.push([start + x, start + y]);
			x += 1;
			y += 1;
		} else if (best[x + 1][y] >= best[x][y + 1]) {
			x += 1;
		} else {
			y += 1;
		}
	}
	return pairs;
}
