/** Audio: players without an element, the one of the background, and the recorder. */
(() => {
	const native = globalThis.miniNative;
	const { simulated } = native;
	/** What players tell, by the event of the browser that it is. */
	const TOLD = {
		canplay: "Canplay",
		play: "Play",
		pause: "Pause",
		ended: "Ended",
		timeupdate: "TimeUpdate",
		waiting: "Waiting",
		seeking: "Seeking",
		seeked: "Seeked",
		error: "Error",
	};
	const ERROR = { errCode: 10001, errMsg: "the audio cannot be played" };

	/** A player as programs have it. */
	function player(
		{ members = [], more = [] } = /** @type {{members?: string[], more?: string[]}} */ ({}),
	) {
		const audio = new Audio();
		const heard = new Map();
		let source = "";
		let start = 0;
		const tell = (name, said) => {
			for (const listener of [...(heard.get(name) ?? [])])
				native.guarded(`on${name}`, () => listener(said));
		};
		const made = /** @type {any} */ ({
			play: () => void audio.play().catch(() => {}),
			pause: () => audio.pause(),
			stop() {
				audio.pause();
				audio.currentTime = start;
				tell("Stop", {});
			},
			seek: (seconds) => {
				audio.currentTime = Number(seconds) || 0;
			},
			destroy() {
				audio.pause();
				audio.removeAttribute("src");
				heard.clear();
			},
		});
		for (const name of [...Object.values(TOLD), "Stop", ...more]) {
			made[`on${name}`] = (listener) => heard.set(name, [...(heard.get(name) ?? []), listener]);
			made[`off${name}`] = (listener) =>
				heard.set(name, listener ? (heard.get(name) ?? []).filter((one) => one !== listener) : []);
		}
		for (const [event, name] of Object.entries(TOLD)) {
			audio.addEventListener(event, () => tell(name, name === "Error" ? ERROR : {}));
		}
		Object.defineProperties(made, {
			src: {
				enumerable: true,
				get: () => source,
				set(written) {
					source = String(written ?? "");
					if (source) audio.src = native.paths.address(source, native.pages.current()?.path ?? "");
					if (made.autoplay || members.length) made.play();
				},
			},
			startTime: {
				enumerable: true,
				get: () => start,
				set(seconds) {
					start = Number(seconds);
					audio.currentTime = start;
				},
			},
			buffered: { get: () => (audio.buffered.length ? audio.buffered.end(0) : 0) },
		});
		for (const name of [
			"loop",
			"volume",
			"playbackRate",
			"autoplay",
			"paused",
			"duration",
			"currentTime",
		]) {
			Object.defineProperty(made, name, {
				enumerable: true,
				get: () => (Number.isNaN(audio[name]) ? 0 : audio[name]),
				set(value) {
					if (name !== "paused" && name !== "duration") audio[name] = value;
				},
			});
		}
		for (const name of members) made[name] = "";
		return { made, tell, audio };
	}

	let behind = null;
	/** The player of the background; there is one, and it begins once it has a source. */
	function background() {
		behind ??= player({
			members: ["title", "epname", "singer", "coverImgUrl", "webUrl", "protocol", "referrerPolicy"],
			more: ["Next", "Prev"],
		});
		return behind.made;
	}

	const recorder = /** @type {any} */ (
		(() => {
			const heard = new Map();
			const tell = (name, said) => {
				for (const listener of [...(heard.get(name) ?? [])])
					native.guarded(`on${name}`, () => listener(said));
			};
			let under = null;

			/** Record silence, as the simulated microphone hears it. */
			async function start({ duration = 60_000 } = {}) {
				if (under) return tell("Error", { errMsg: "operateRecorder:fail is recording or paused" });
				try {
					await simulated.answers.permitted("camera");
				} catch {
					return tell("Error", { errMsg: "operateRecorder:fail auth deny" });
				}
				const context = new AudioContext();
				const { stream } = context.createMediaStreamDestination();
				const media = new MediaRecorder(stream);
				const pieces = [];
				const began = performance.now();
				media.addEventListener("dataavailable", ({ data }) => pieces.push(data));
				media.addEventListener("stop", async () => {
					const blob = new Blob(pieces, { type: "audio/webm" });
					const tempFilePath = await native.files.keep(blob, "record.webm");
					under = null;
					context.close();
					tell("Stop", { tempFilePath, duration: performance.now() - began, fileSize: blob.size });
				});
				const timer = setTimeout(() => under && media.stop(), duration);
				under = { media, timer };
				media.start();
				return tell("Start", {});
			}
			const act = (name, told) => () => {
				if (!under) return tell("Error", { errMsg: `operateRecorder:fail recorder not start` });
				if (name === "stop") clearTimeout(under.timer);
				under.media[name]();
				return told && tell(told, {});
			};
			const names = [
				"Start",
				"Stop",
				"Pause",
				"Resume",
				"Error",
				"FrameRecorded",
				"InterruptionBegin",
				"InterruptionEnd",
			];
			return {
				start: (given) => void start(given),
				stop: act("stop"),
				pause: act("pause", "Pause"),
				resume: act("resume", "Resume"),
				...Object.fromEntries(
					names.map((name) => [
						`on${name}`,
						(listener) => heard.set(name, [...(heard.get(name) ?? []), listener]),
					]),
				),
			};
		})()
	);

	const old = player();

	native.api({
		calls: {
			setInnerAudioOption: () => {},
			getAvailableAudioSources: () => ({ audioSources: ["auto", "mic"] }),
			playBackgroundAudio: ({ dataUrl, title = "" }) =>
				void Object.assign(background(), { title, src: dataUrl }),
			pauseBackgroundAudio: () => background().pause(),
			stopBackgroundAudio: () => background().stop(),
			seekBackgroundAudio: ({ position }) => background().seek(position),
			getBackgroundAudioPlayerState: () => {
				const { src, paused, duration, currentTime } = background();
				const status = src ? Number(!paused) : 2;
				return {
					status,
					duration,
					currentPosition: currentTime,
					dataUrl: src,
					downloadPercent: 100,
				};
			},
			playVoice: ({ filePath }) =>
				/** @type {Promise<void>} */ (
					new Promise((resolve) => {
						old.made.onEnded(() => resolve());
						Object.assign(old.made, { src: filePath }).play();
					})
				),
			pauseVoice: () => old.made.pause(),
			stopVoice: () => old.made.stop(),
			startRecord: () =>
				new Promise((resolve) => {
					recorder.onStop(({ tempFilePath }) => resolve({ tempFilePath }));
					recorder.start();
				}),
			stopRecord: () => recorder.stop(),
		},
		values: {
			createInnerAudioContext: () => player().made,
			createWebAudioContext: () => new AudioContext(),
			getBackgroundAudioManager: background,
			getRecorderManager: () => recorder,
			onBackgroundAudioPlay: (listener) => background().onPlay(listener),
			onBackgroundAudioPause: (listener) => background().onPause(listener),
			onBackgroundAudioStop: (listener) => background().onStop(listener),
		},
		simulated: ["setInnerAudioOption", "getRecorderManager", "startRecord", "stopRecord"],
	});
})();
