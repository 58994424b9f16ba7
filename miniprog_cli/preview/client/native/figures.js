/** What programs draw on maps: lines, areas, circles, and the words at markers. */
(() => {
	const native = globalThis.miniNative;

	/** Read a length: a number or text with `px` or `rpx`. */
	const length = (said) => {
		const found = Number.parseFloat(said) || 0;
		return /rpx$/.test(String(said)) ? (found * innerWidth) / 750 : found;
	};

	function trace(pen, seen, points = []) {
		pen.beginPath();
		for (const [index, point] of points.entries()) {
			const { x, y } = seen.pixel(point);
			if (index === 0) pen.moveTo(x, y);
			else pen.lineTo(x, y);
		}
	}

	function line(
		pen,
		seen,
		{
			points = [],
			color = "#000",
			colorList,
			width = 1,
			dottedLine,
			arrowLine,
			borderColor,
			borderWidth = 0,
		},
	) {
		pen.lineJoin = "round";
		pen.lineCap = "round";
		pen.setLineDash(dottedLine ? [width * 2, width * 2] : []);
		if (borderColor && borderWidth) {
			trace(pen, seen, points);
			Object.assign(pen, { strokeStyle: borderColor, lineWidth: Number(width) + borderWidth * 2 });
			pen.stroke();
		}
		pen.lineWidth = Number(width);
		const pieces = colorList?.length
			? points.slice(1).map((point, at) => [points[at], point])
			: [points];
		for (const [index, piece] of pieces.entries()) {
			trace(pen, seen, piece);
			pen.strokeStyle = colorList?.[Math.min(index, colorList.length - 1)] ?? color;
			pen.stroke();
		}
		pen.setLineDash([]);
		if (arrowLine) arrows(pen, seen, points, width);
	}

	function arrows(pen, seen, points, width) {
		pen.strokeStyle = "#fff";
		pen.lineWidth = Math.max(1, width / 4);
		for (const [index, point] of points.slice(1).entries()) {
			const [from, to] = [seen.pixel(points[index]), seen.pixel(point)];
			pen.save();
			pen.translate((from.x + to.x) / 2, (from.y + to.y) / 2);
			pen.rotate(Math.atan2(to.y - from.y, to.x - from.x));
			pen.beginPath();
			pen.moveTo(-width / 4, -width / 4);
			pen.lineTo(width / 4, 0);
			pen.lineTo(-width / 4, width / 4);
			pen.stroke();
			pen.restore();
		}
	}

	function area(
		pen,
		seen,
		{ points, strokeWidth = 1, strokeColor = "#000", fillColor = "transparent", dashArray },
	) {
		trace(pen, seen, points);
		pen.closePath();
		pen.fillStyle = fillColor;
		pen.fill();
		pen.setLineDash(dashArray ?? []);
		Object.assign(pen, { strokeStyle: strokeColor, lineWidth: strokeWidth });
		if (strokeWidth > 0) pen.stroke();
		pen.setLineDash([]);
	}

	function circle(
		pen,
		seen,
		{ latitude, longitude, radius, color = "#000", fillColor = "transparent", strokeWidth = 1 },
	) {
		const { x, y } = seen.pixel({ latitude, longitude });
		pen.beginPath();
		pen.arc(x, y, seen.metres(radius, latitude), 0, Math.PI * 2);
		pen.fillStyle = fillColor;
		pen.fill();
		Object.assign(pen, { strokeStyle: color, lineWidth: strokeWidth });
		if (strokeWidth > 0) pen.stroke();
	}

	/** The blue dot where the simulated person is. */
	function here(pen, seen, at) {
		const { x, y } = seen.pixel(at);
		for (const [radius, colour] of /** @type {[number, string][]} */ ([
			[20, "#4a90e233"],
			[9, "#fff"],
			[7, "#4a90e2"],
		])) {
			pen.beginPath();
			pen.arc(x, y, radius, 0, Math.PI * 2);
			pen.fillStyle = colour;
			pen.fill();
		}
	}

	function box(name, words) {
		return Object.assign(document.createElement("div"), { className: name, textContent: words });
	}

	function callout({
		content = "",
		color = "#000",
		fontSize = 12,
		borderRadius = 0,
		borderWidth = 0,
		borderColor = "#000",
		bgColor = "#fff",
		padding = 0,
		textAlign = "center",
		anchorX = 0,
		anchorY = 0,
	}) {
		const said = box("callout", content);
		said.style.cssText = `color: ${color}; font-size: ${length(fontSize)}px; border-radius: ${length(borderRadius)}px; border: ${length(borderWidth)}px solid ${borderColor}; background: ${bgColor}; --ground: ${bgColor}; padding: ${length(padding)}px; text-align: ${textAlign}; margin: ${anchorY}px 0 0 ${anchorX}px;`;
		return said;
	}

	function label({
		content = "",
		color = "#000",
		fontSize = 12,
		x = 0,
		y = 0,
		anchorX = x,
		anchorY = y,
		borderWidth = 0,
		borderColor = "#000",
		borderRadius = 0,
		bgColor = "transparent",
		padding = 0,
		textAlign = "left",
	}) {
		const said = box("label", content);
		said.style.cssText = `color: ${color}; font-size: ${length(fontSize)}px; margin: ${length(anchorY)}px 0 0 ${length(anchorX)}px; border: ${length(borderWidth)}px solid ${borderColor}; border-radius: ${length(borderRadius)}px; background: ${bgColor}; padding: ${length(padding)}px; text-align: ${textAlign};`;
		return said;
	}

	/** How long some round number of metres is here. */
	function ruler(seen, { latitude }) {
		const metre = seen.metres(1, latitude);
		const most = 80 / metre;
		const power = 10 ** Math.floor(Math.log10(most));
		const metres = power * ([5, 2, 1].find((each) => each * power <= most) ?? 1);
		const made = box("scale", metres >= 1000 ? `${metres / 1000} km` : `${metres} m`);
		made.style.width = `${metres * metre}px`;
		return made;
	}

	const plain = ({ latitude, longitude }) => ({ latitude, longitude });

	native.figures = { length, line, area, circle, here, box, callout, label, ruler, plain };
})();
