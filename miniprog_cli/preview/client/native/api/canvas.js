/** Canvas: the old way to draw, pictures of what is drawn, and surfaces that are not shown. */
(() => {
	const native = globalThis.miniNative;
	const { Failure } = native;
	/** Setters of the old interface, by the member of the context that they set. */
	const SETS = {
		setFillStyle: "fillStyle",
		setStrokeStyle: "strokeStyle",
		setLineWidth: "lineWidth",
		setLineCap: "lineCap",
		setLineJoin: "lineJoin",
		setMiterLimit: "miterLimit",
		setGlobalAlpha: "globalAlpha",
		setTextAlign: "textAlign",
		setLineDashOffset: "lineDashOffset",
	};
	const DRAWS =
		"arc arcTo beginPath bezierCurveTo clearRect clip closePath ellipse fill fillRect fillText lineTo moveTo quadraticCurveTo rect restore rotate save scale setTransform stroke strokeRect strokeText transform translate".split(
			" ",
		);
	const MEMBERS =
		"fillStyle strokeStyle lineWidth lineCap lineJoin miterLimit globalAlpha textAlign textBaseline lineDashOffset font shadowColor shadowBlur shadowOffsetX shadowOffsetY globalCompositeOperation".split(
			" ",
		);
	const pictures = new Map();

	/** Load a picture once, by how the program names it. */
	function picture(source) {
		if (typeof source !== "string") return source;
		if (!pictures.has(source)) {
			const made = new Image();
			made.crossOrigin = "anonymous";
			made.src = native.paths.address(source, native.pages.current()?.path ?? "");
			pictures.set(
				source,
				made.decode().then(
					() => made,
					() => null,
				),
			);
		}
		return pictures.get(source);
	}

	/** The context of the old interface: it gathers what is drawn until `draw`. */
	function drawing(find) {
		let acts = [];
		const own = {};
		const later = (act) => void acts.push(act);
		for (const name of DRAWS) own[name] = (...given) => later((pen) => pen[name](...given));
		for (const [name, member] of Object.entries(SETS)) {
			own[name] = (value) => later((pen) => set(pen, member, value));
		}
		for (const member of MEMBERS) {
			let value;
			Object.defineProperty(own, member, {
				get: () => value,
				set(given) {
					value = given;
					later((pen) => set(pen, member, given));
				},
			});
		}
		const gradient =
			(name) =>
			(...given) => {
				const stops = [];
				const make = (pen) => {
					const made = pen[name](...given);
					for (const stop of stops) made.addColorStop(...stop);
					return made;
				};
				return { addColorStop: (...stop) => void stops.push(stop), make };
			};
		const about = document.createElement("canvas").getContext("2d");
		Object.assign(own, {
			createLinearGradient: gradient("createLinearGradient"),
			createCircularGradient: (x, y, r) => gradient("createRadialGradient")(x, y, 0, x, y, r),
			createPattern: (source, repeat) => ({
				make: async (pen) => pen.createPattern(await picture(source), repeat),
			}),
			setLineDash: (list, offset) =>
				later((pen) => {
					pen.setLineDash(list);
					if (offset !== undefined) pen.lineDashOffset = offset;
				}),
			setShadow: (x, y, blur, color) =>
				later((pen) =>
					Object.assign(pen, {
						shadowOffsetX: x,
						shadowOffsetY: y,
						shadowBlur: blur,
						shadowColor: color,
					}),
				),
			setFontSize: (size) =>
				later((pen) => {
					pen.font = pen.font.replace(/[\d.]+px/, `${size}px`);
				}),
			setTextBaseline: (value) =>
				later((pen) => set(pen, "textBaseline", value === "normal" ? "alphabetic" : value)),
			drawImage: (source, ...given) =>
				later(async (pen) => {
					const found = await picture(source);
					if (found) pen.drawImage(found, ...given);
				}),
			measureText: (text) => about.measureText(text),
			draw(isKept = false, done = undefined) {
				const all = acts;
				acts = [];
				const isDone = typeof isKept === "function" ? isKept : done;
				return native.guarded("draw", () => draw(find(), all, isKept === true, isDone));
			},
			getActions: () => acts.splice(0),
			clearActions: () => {
				acts = [];
			},
		});
		return own;
	}

	async function draw(shown, acts, isKept, done) {
		const pen = shown?.drawing;
		if (pen) {
			if (!isKept) {
				pen.reset();
				pen.scale(devicePixelRatio, devicePixelRatio);
				pen.font = "10px sans-serif";
			}
			for (const act of acts) {
				const waits = put(pen, act);
				if (waits) await waits;
			}
		}
		if (typeof done === "function") native.guarded("draw", () => done());
	}

	/** Draw one of what was gathered, perhaps later; where there is no sense in it, hosts draw the rest. */
	function put(pen, act) {
		const not = (error) => console.warn(`not drawn: ${error.message}`);
		try {
			const waits = act(pen);
			return waits instanceof Promise ? waits.catch(not) : null;
		} catch (error) {
			return not(error);
		}
	}

	function set(pen, member, value) {
		if (typeof value?.make !== "function") {
			pen[member] = value;
			return undefined;
		}
		const made = value.make(pen);
		if (!(made instanceof Promise)) pen[member] = made;
		else
			return made.then((found) => {
				pen[member] = found;
			});
		return undefined;
	}

	/** Find a canvas: by itself, or by the id of the old interface. */
	function surface({ canvas, canvasId }, owner) {
		if (canvas) return { canvas, ratio: 1 };
		const shown = byId(canvasId, owner);
		if (!shown) throw new Failure("fail canvas is empty");
		void shown.drawing;
		return { canvas: shown.node, ratio: devicePixelRatio };
	}

	const byId = (id, owner) => native.select(`[canvas-id="${id}"]`, owner) ?? byAttribute(id, owner);

	/** Selectors of the framework see no attributes; the page's own elements have them. */
	function byAttribute(id, owner) {
		const tag = `${native.elements.prefix}canvas`;
		const all = [
			...document.querySelectorAll(
				`${tag}[canvas-id="${CSS.escape(String(id))}"], ${tag}#${CSS.escape(String(id))}`,
			),
		];
		const host = native.engine.componentOf(owner);
		// several components of a page may each have one of that name
		const own = all.filter((one) => hostOf(one) === host);
		const found = own.length > 0 ? own : all;
		return found.find((one) => /** @type {any} */ (one).checkVisibility()) ?? found[0];
	}

	const hostOf = (element) => element.__wxElement?.ownerShadowRoot?.getHostNode?.();

	async function canvasToTempFilePath(given, owner) {
		const { canvas, ratio } = surface(given, owner);
		const [x, y] = [(given.x ?? 0) * ratio, (given.y ?? 0) * ratio];
		const width = given.width ? given.width * ratio : canvas.width - x;
		const height = given.height ? given.height * ratio : canvas.height - y;
		const copy = document.createElement("canvas");
		copy.width = Math.max(1, Math.round(given.destWidth ?? width));
		copy.height = Math.max(1, Math.round(given.destHeight ?? height));
		const type = given.fileType === "jpg" ? "image/jpeg" : "image/png";
		copy.getContext("2d").drawImage(canvas, x, y, width, height, 0, 0, copy.width, copy.height);
		const blob = await new Promise((done) => copy.toBlob(done, type, given.quality ?? 1));
		return { tempFilePath: await native.files.keep(blob) };
	}

	function pixels(given, owner, act) {
		const { canvas, ratio } = surface(given, owner);
		const { x = 0, y = 0, width, height } = given;
		const small = document.createElement("canvas");
		[small.width, small.height] = [Math.max(1, width), Math.max(1, height)];
		return act({
			canvas,
			small,
			pen: small.getContext("2d"),
			place: [x * ratio, y * ratio, width * ratio, height * ratio],
		});
	}

	const read = (given, owner) =>
		pixels(given, owner, ({ canvas, small, pen, place }) => {
			pen.drawImage(canvas, ...place, 0, 0, small.width, small.height);
			const { data, width, height } = pen.getImageData(0, 0, small.width, small.height);
			return { data, width, height };
		});
	const write = (given, owner) =>
		pixels(given, owner, ({ canvas, small, pen, place }) => {
			const data = new Uint8ClampedArray(given.data);
			pen.putImageData(new ImageData(data, given.width, given.height), 0, 0);
			const target = canvas.getContext("2d");
			target.save();
			target.setTransform(1, 0, 0, 1, 0, 0);
			target.clearRect(...place);
			target.drawImage(small, 0, 0, small.width, small.height, ...place);
			target.restore();
		});

	function createOffscreenCanvas(given, tall) {
		const { width = 300, height = 150 } =
			given && typeof given === "object" ? given : { width: given, height: tall };
		const made = Object.assign(document.createElement("canvas"), { width, height });
		return native.canvas?.equipped(made, native.pages.current()?.path ?? "") ?? made;
	}

	/** These take the component that the canvas is in as their second argument. */
	const within = (name, perform) => (given, owner) =>
		native.host.callable(name, (options) => perform(options, owner))(given);

	/** The oldest way of all: actions that were gathered, drawn on a canvas by its id. */
	const drawCanvas = ({ canvasId, actions = [], reserve = false }) =>
		draw(byId(canvasId), actions, reserve, null);

	native.drawing = drawing;
	native.api({
		calls: { drawCanvas },
		values: {
			createContext: () => drawing(() => null),
			createCanvasContext: (id, owner) => drawing(() => byId(id, owner)),
			createOffscreenCanvas,
			canvasToTempFilePath: within("canvasToTempFilePath", canvasToTempFilePath),
			canvasGetImageData: within("canvasGetImageData", read),
			canvasPutImageData: within("canvasPutImageData", write),
		},
	});
})();
