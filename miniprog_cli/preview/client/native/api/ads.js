/**
 * Advertisements: videos for a reward and pictures between two pages. The person says how far one was
 * watched; nothing is fetched.
 */
(() => {
	const native = globalThis.miniNative;
	const { simulated } = native;
	const KINDS = ["Load", "Error", "Close"];
	/** By page and unit: videos are one for each page (wx.createRewardedVideoAd). */
	const videos = new WeakMap();
	let isOpen = false;

	/** Make one; `watch` shows it, and gives what `onClose` hears. */
	function made(name, { adUnitId = "" }, watch) {
		const heard = Object.fromEntries(KINDS.map((kind) => [kind, new Set()]));
		let loading = null;

		function say(kind, said) {
			for (const listener of [...heard[kind]]) native.guarded(name, () => listener(said));
		}

		/** Fail as advertisements do: who listens hears it, and so does who waits. */
		function fail(method, errCode, reason) {
			const said = { errCode, errMsg: `${method}:fail ${reason}` };
			if (errCode < 2000) say("Error", said);
			throw said;
		}

		async function loaded() {
			if (!adUnitId) fail("load", 1001, "invalid adUnitId");
			if (!simulated.settings.network.online) fail("load", 1000, "there is no network connection");
			say("Load", {});
			return { errMsg: "load:ok" };
		}

		function load() {
			loading = loaded();
			loading.catch(() => {
				loading = null;
			});
			return loading;
		}

		async function show() {
			await (loading ?? load());
			if (isOpen) fail("show", 2003, "another one is shown");
			isOpen = true;
			watch(adUnitId).then((said) => {
				isOpen = false;
				loading = null;
				say("Close", said);
			});
			return { errMsg: "show:ok" };
		}

		/** Log what the program does with it; the answer is its own. */
		const logged = (method, act) => () => {
			const asked = { via: `${native.sources.program.namespace}.${name}.${method}` };
			const done = simulated.call(`${name}.${method}`, { ...asked, args: { adUnitId } }, act);
			done.catch(() => {});
			return done;
		};
		// listeners that are added at once are to hear of the first
		queueMicrotask(() => load().catch(() => {}));
		return {
			load: logged("load", load),
			show: logged("show", show),
			destroy: () => {
				for (const kind of KINDS) heard[kind].clear();
			},
			...Object.fromEntries(
				KINDS.flatMap((kind) => [
					[`on${kind}`, (listener) => void heard[kind].add(listener)],
					[
						`off${kind}`,
						(listener) => void (listener ? heard[kind].delete(listener) : heard[kind].clear()),
					],
				]),
			),
		};
	}

	async function watched(adUnitId) {
		const said = await simulated.ask({
			title: "Advertisement",
			text: `A video for a reward stands here: ${adUnitId}`,
			choices: [
				["end", "Watch to the end"],
				[null, "Close before the end"],
			],
		});
		return { isEnded: said === "end" };
	}

	async function seen(adUnitId) {
		await simulated.ask({
			title: "Advertisement",
			text: `A picture stands here: ${adUnitId}`,
			choices: [["close", "Close"]],
		});
		return {};
	}

	function createRewardedVideoAd(asked) {
		const given = asked ?? {};
		const owner = native.pages.current() ?? native;
		if (!videos.has(owner)) videos.set(owner, new Map());
		const own = videos.get(owner);
		const known = given.multiton ? null : own.get(given.adUnitId);
		const video = known ?? made("createRewardedVideoAd", given, watched);
		if (!given.multiton) own.set(given.adUnitId, video);
		return video;
	}

	native.api({
		sync: {
			createRewardedVideoAd,
			createInterstitialAd: (given) => made("createInterstitialAd", given ?? {}, seen),
		},
		calls: { getShowSplashAdStatus: () => ({ status: "fail", code: 2 }) },
		simulated: ["createRewardedVideoAd", "createInterstitialAd", "getShowSplashAdStatus"],
	});
})();
