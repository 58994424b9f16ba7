/** Media: pictures and videos that are chosen, looked at, measured, made smaller and kept. */
(() => {
	const native = globalThis.miniNative;
	const { simulated, Failure } = native;
	const { answers } = simulated;
	const MOST = 20;

	const fromOf = (sourceType) => ([sourceType ?? []].flat().join() === "camera" ? "camera" : "any");

	/** Have the simulated host give files, and keep them. */
	async function chosen({ count = 9, sourceType, accept } = /** @type {any} */ ({})) {
		const found = await answers.photo({
			count: Math.min(count, MOST),
			from: fromOf(sourceType),
			accept,
		});
		return Promise.all(found.map(async (file) => ({ file, path: await native.files.keep(file) })));
	}

	async function chooseImage(given) {
		const found = await chosen({ ...given, accept: "image/*" });
		return {
			tempFilePaths: found.map(({ path }) => path),
			tempFiles: found.map(({ file, path }) => ({ path, size: file.size })),
		};
	}

	async function chooseMedia({ mediaType = ["image", "video"], ...given }) {
		if ([mediaType].flat().join() === "video") {
			const video = await filmed(given);
			const { tempFilePath, size, duration, height, width, thumbTempFilePath } = video;
			const file = {
				tempFilePath,
				size,
				duration,
				height,
				width,
				thumbTempFilePath,
				fileType: "video",
			};
			return { type: "video", tempFiles: [file] };
		}
		const found = await chosen({ ...given, accept: "image/*" });
		const tempFiles = await Promise.all(
			found.map(async ({ file, path }) => ({
				tempFilePath: path,
				size: file.size,
				fileType: "image",
				...(await size(path)),
			})),
		);
		return { type: "image", tempFiles };
	}

	/** Give a video: a file of this computer, or some seconds of the simulated camera. */
	async function filmed({ sourceType, maxDuration = 2 } = /** @type {any} */ ({})) {
		const isFile = simulated.settings.photo.source === "file";
		const name = fromOf(sourceType) === "camera" ? "camera" : "photo";
		if (!isFile) await answers.permitted(name);
		const [file] = isFile
			? await answers.photo({ from: "any", accept: "video/*" })
			: [await recorded(Math.min(1, maxDuration))];
		const tempFilePath = await native.files.keep(file);
		const { width, height, duration, poster } = await look(tempFilePath);
		return { tempFilePath, duration, size: file.size, width, height, thumbTempFilePath: poster };
	}

	function recorded(seconds) {
		const stream = simulated.film();
		const recorder = new MediaRecorder(stream);
		const pieces = [];
		recorder.addEventListener("dataavailable", ({ data }) => pieces.push(data));
		return new Promise((resolve) => {
			recorder.addEventListener("stop", () => {
				for (const track of stream.getTracks()) track.stop();
				resolve(new Blob(pieces, { type: recorder.mimeType.split(";")[0] }));
			});
			recorder.start();
			setTimeout(() => recorder.stop(), seconds * 1000);
		});
	}

	/** Measure a video, and draw its first picture. */
	async function look(path) {
		const video = Object.assign(document.createElement("video"), { muted: true, preload: "auto" });
		video.src = native.paths.address(path, "");
		await new Promise((resolve, reject) => {
			video.addEventListener("loadeddata", resolve);
			video.addEventListener("error", () => reject(new Failure("the video cannot be read")));
		});
		const { videoWidth: width, videoHeight: height } = video;
		const canvas = Object.assign(document.createElement("canvas"), { width, height });
		canvas.getContext("2d").drawImage(video, 0, 0);
		const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.8));
		const duration = Number.isFinite(video.duration) ? video.duration : 1;
		return { width, height, duration, poster: await native.files.keep(blob) };
	}

	async function loaded(src) {
		const made = new Image();
		made.src = native.paths.address(src, native.pages.current()?.path ?? "");
		try {
			await made.decode();
		} catch {
			throw new Failure(`file not found: ${src}`);
		}
		return made;
	}

	async function size(path) {
		const { naturalWidth: width, naturalHeight: height } = await loaded(path);
		return { width, height };
	}

	/** Turn a picture of the network into one that is here, as the answer names a file. */
	async function getImageInfo({ src }) {
		if (!src)
			throw new Failure("parameter error: parameter.src should be String instead of Undefined;");
		const isFar = /^https?:/.test(src) && !native.files.isOwn(src);
		const path = isFar
			? await native.files.keep(await native.network.blob(src), new URL(src).pathname)
			: src;
		const end = native.files.suffix(path);
		const type = { jpg: "jpeg" }[end] ?? (end || "unknown");
		return { ...(await size(path)), path, type, orientation: "up" };
	}

	async function compressImage({ src, quality = 80, compressedWidth, compressedHeight }) {
		const picture = await loaded(src);
		const { naturalWidth, naturalHeight } = picture;
		const width =
			compressedWidth ??
			(compressedHeight ? (naturalWidth * compressedHeight) / naturalHeight : naturalWidth);
		const height = compressedHeight ?? (width * naturalHeight) / naturalWidth;
		const canvas = Object.assign(document.createElement("canvas"), {
			width: Math.max(1, Math.round(width)),
			height: Math.max(1, Math.round(height)),
		});
		canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
		const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", quality / 100));
		return { tempFilePath: await native.files.keep(blob) };
	}

	// -- looking at pictures

	/** Show pictures over the page; a tap or Escape ends it, arrows and swipes go on. */
	function preview(list, start) {
		let at = Math.max(0, start);
		const { ask, drawn } = native.interaction;
		ask(
			"preview",
			"preview",
			(dialog, end) => {
				dialog.style.cssText =
					"width: 100vw; height: 100dvh; max-width: none; max-height: none; background: #000; display: grid; place-items: center;";
				const picture = drawn("img", "", { alt: "" });
				picture.style.cssText = "max-width: 100%; max-height: 100dvh; object-fit: contain;";
				const count = drawn("p");
				count.style.cssText =
					"position: fixed; top: 20px; left: 0; right: 0; margin: 0; text-align: center; color: #fff;";
				const film = drawn("video", "", { controls: true, autoplay: true });
				film.style.cssText = picture.style.cssText;
				const show = (next) => {
					at = (next + list.length) % list.length;
					const { url, type } = list[at];
					const isFilm = type === "video";
					(isFilm ? film : picture).src = native.paths.address(
						url,
						native.pages.current()?.path ?? "",
					);
					film.hidden = !isFilm;
					picture.hidden = isFilm;
					count.textContent = list.length > 1 ? `${at + 1} / ${list.length}` : "";
				};
				let from = 0;
				picture.draggable = false;
				dialog.addEventListener("pointerdown", ({ clientX }) => {
					from = clientX;
				});
				dialog.addEventListener("click", ({ clientX, target }) => {
					if (target === film) return;
					if (Math.abs(clientX - from) < 30) end(null);
					else show(at + (clientX < from ? 1 : -1));
				});
				dialog.addEventListener("keydown", ({ key }) => {
					if (key === "ArrowRight") show(at + 1);
					if (key === "ArrowLeft") show(at - 1);
					if (key === "Enter") end(null);
				});
				dialog.tabIndex = 0;
				dialog.append(picture, film, count);
				show(at);
			},
			null,
		);
	}

	function previewMedia({ sources, current = 0 }) {
		if (!Array.isArray(sources) || !sources.length)
			throw new Failure("parameter error: sources is needed");
		preview(sources, current);
	}

	function previewImage({ urls, current }) {
		if (!Array.isArray(urls) || !urls.length) throw new Failure("parameter error: urls is needed");
		const at = typeof current === "number" ? current : urls.indexOf(current);
		preview(
			urls.map((url) => ({ url })),
			at,
		);
	}

	/** Save a file as the browser does. */
	async function download(path) {
		const blob = await native.files.blob(path);
		const link = document.createElement("a");
		link.href = URL.createObjectURL(blob);
		link.download = String(path).split(/[/?#]/).findLast(Boolean) ?? "file";
		simulated.shown("saved", { path });
		link.click();
		setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
	}

	async function save({ filePath }) {
		await answers.permitted("photo");
		await native.files.blob(filePath);
		simulated.shown("saveToAlbum", { filePath });
	}

	async function chooseMessageFile({ count = 1, type = "all" }) {
		const accept = { image: "image/*", video: "video/*" }[type] ?? "";
		const found = await chosen({ count, accept });
		const time = Math.floor(Date.now() / 1000);
		return {
			tempFiles: found.map(({ file, path }) => ({
				path,
				size: file.size,
				name: file.name,
				type: /^(image|video)/.exec(file.type)?.[0] ?? "file",
				time,
			})),
		};
	}

	native.media = { download, loaded };
	native.api({
		calls: {
			chooseImage,
			chooseMedia,
			chooseVideo: filmed,
			chooseMessageFile,
			previewImage,
			previewMedia,
			getImageInfo,
			getVideoInfo: async ({ src }) => {
				const { width, height, duration } = await look(src);
				const { size: bytes } = await native.files.blob(src);
				const type = native.files.suffix(src);
				return {
					orientation: "up",
					type,
					duration,
					size: bytes,
					height,
					width,
					fps: 30,
					bitrate: 0,
				};
			},
			compressImage,
			compressVideo: async ({ src }) => ({
				tempFilePath: src,
				size: (await native.files.blob(src)).size,
			}),
			saveImageToPhotosAlbum: save,
			saveVideoToPhotosAlbum: save,
		},
		capabilities: { chooseImage: "photo", chooseMedia: "photo", chooseVideo: "photo" },
		simulated: [
			"chooseImage",
			"chooseMedia",
			"chooseVideo",
			"chooseMessageFile",
			"compressVideo",
			"saveImageToPhotosAlbum",
			"saveVideoToPhotosAlbum",
		],
		later: [
			"addVideoToFavorites",
			"cropImage",
			"editImage",
			"openVideoEditor",
			"createMediaContainer",
			"createMediaRecorder",
			"createVideoDecoder",
			"createMediaAudioPlayer",
			"checkDeviceSupportHevc",
		],
	});
})();
