/** TikTok Minis, through `TTMinis` of TikTok's SDK, which the page loads before this. */
globalThis.miniParts.host = ({ fail, ordered, settings, web }) => {
	const minis = () => globalThis.TTMinis;
	/**
	 * Call a method either way: older ones take `(callback, options)`, newer ones
	 * `{success, fail, complete}`; both are handed in, and the first answer counts.
	 */
	const older = (name, given = {}) =>
		new Promise((resolve, reject) => {
			minis()[name]((answer) => {
				if (answer?.is_success === false) reject(answer.error ?? {});
				else resolve(answer?.data ?? answer ?? {});
			}, given);
		});
	const newer = (name, given = {}) =>
		new Promise((resolve, reject) => {
			minis()[name]({
				...given,
				success: resolve,
				fail: (error) => reject(error?.error ?? error ?? {}),
				complete: (answer) => resolve(answer ?? {}),
			});
		});
	const has = (name) => () => typeof minis()[name] === "function";
	let card = null;
	let isListening = false;

	return {
		name: "tiktok",
		lacks: ["location", "clipboard", "haptic", "scan", "contacts", "openApp"],
		there: () => Boolean(minis()),
		ready() {
			if (minis() && settings.client_key) minis().init({ clientKey: settings.client_key });
		},
		can: {
			login: has("login"),
			pay: has("pay"),
			notify: has("requestSubscribeMessage"),
		},

		async login({ scopes }) {
			const answer = scopes.length
				? await newer("authorize", { scope: scopes.join(",") })
				: await newer("login");
			const code = answer.code ?? answer.authResponse?.code;
			return code ? { kind: "code", value: code } : fail("failed", "mini.login: no code");
		},
		async pay({ order }) {
			const id = typeof order === "string" ? { trade_order_id: order } : order;
			return { status: "paid", result: await older("pay", ordered(id, "trade_order_id")) };
		},
		share: null, // the user starts it, in TikTok's menu: see share.set
		/** TikTok asks for the card when the user shares from its menu. */
		"share.set"(given) {
			card = given;
			if (isListening) return;
			isListening = true;
			minis().on("minis.share", () => {
				const query = new URL(card.url).search.slice(1);
				const { title, text: desc, image: imageUrl } = card;
				older("share", { title, desc, imageUrl, query }).catch(() => {});
			});
		},
		async "notify.request"({ templates }) {
			await newer("requestSubscribeMessage", { tmplIds: templates });
		},
		async "permission.ask"({ name }) {
			await newer("authorize", { scope: name });
			return "granted";
		},
		safeArea() {
			const free = web.safeArea();
			const capsule = minis().getMenuButtonBoundingClientRect?.();
			return capsule ? { ...free, top: Math.max(free.top, capsule.bottom ?? 0) } : free;
		},
	};
};
