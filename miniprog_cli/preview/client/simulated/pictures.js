/** The pictures that the simulated camera and album hold, and those that a person chooses. */
(() => {
	const simulated = globalThis.miniSimulated;
	const { Refusal } = simulated;
	const HUES = [210, 20, 140, 285];
	const SIZE = { width: 960, height: 720 };
	// kept, because the program's pages answer to them
	const click = HTMLInputElement.prototype.click;

	/** Draw a landscape; the number chooses its colours, the time (in ms) moves its sun. */
	function draw(canvas, number, time = 0) {
		const { width, height } = canvas;
		const hue = HUES[number % HUES.length];
		const pen = canvas.getContext("2d");
		const sky = pen.createLinearGradient(0, 0, 0, height);
		sky.addColorStop(0, `hsl(${hue} 70% 62%)`);
		sky.addColorStop(1, `hsl(${hue + 40} 80% 86%)`);
		pen.fillStyle = sky;
		pen.fillRect(0, 0, width, height);
		pen.fillStyle = "#fff8";
		pen.beginPath();
		const across = 0.2 + 0.6 * ((time / 8000) % 1);
		pen.arc(width * across, height * 0.3, height / 9, 0, 7);
		pen.fill();
		for (const [at, light] of [
			[0.55, 45],
			[0.7, 34],
			[0.85, 24],
		]) {
			pen.fillStyle = `hsl(${hue} 35% ${light}%)`;
			pen.beginPath();
			pen.moveTo(0, height);
			for (let x = 0; x <= width; x += width / 24)
				pen.lineTo(x, height * at + Math.sin(x / 90 + at * 20 + number) * height * 0.06);
			pen.lineTo(width, height);
			pen.fill();
		}
		pen.fillStyle = "#fff";
		pen.font = `600 ${Math.round(height / 18)}px system-ui`;
		pen.fillText(`Sample ${number + 1}`, height / 24, height - height / 24);
	}

	const canvas = (size = SIZE) => Object.assign(document.createElement("canvas"), size);

	/** Give sample pictures as files. */
	simulated.samples = (count) =>
		Promise.all(
			Array.from({ length: Math.min(count, 20) }, async (_, at) => {
				const drawing = canvas();
				draw(drawing, at);
				const blob = await new Promise((done) => drawing.toBlob(done, "image/jpeg", 0.85));
				return new File([blob], `sample-${at + 1}.jpg`, { type: "image/jpeg" });
			}),
		);

	/** Have a person choose files of this computer. */
	simulated.chosen = ({ count, accept = "image/*" }) =>
		new Promise((resolve, reject) => {
			const field = Object.assign(document.createElement("input"), { type: "file", accept });
			field.multiple = count > 1;
			field.addEventListener("change", () => resolve([...field.files].slice(0, count)));
			field.addEventListener("cancel", () =>
				reject(new Refusal("cancelled", "nothing was chosen")),
			);
			click.call(field);
		});

	/** Give a moving picture, as a camera does. */
	simulated.film = () => {
		const drawing = canvas({ width: 640, height: 480 });
		let drawnAt = -1000;
		const stream = drawing.captureStream(15);
		const [track] = stream.getVideoTracks();
		const step = (time) => {
			if (time - drawnAt > 60) {
				draw(drawing, 0, time);
				drawnAt = time;
			}
			if (track.readyState === "live") requestAnimationFrame(step);
		};
		step(0);
		return stream;
	};

	/** Read a file as a data address. */
	simulated.dataAddress = (file) =>
		new Promise((resolve, reject) => {
			const reader = new FileReader();
			reader.addEventListener("load", () => resolve(String(reader.result)));
			reader.addEventListener("error", () => reject(reader.error));
			reader.readAsDataURL(file);
		});
})();
