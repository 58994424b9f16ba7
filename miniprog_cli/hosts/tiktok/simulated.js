/** `TTMinis` in the preview, after https://developers.tiktok.com/doc/minis-sdk-get-started. */
(() => {
	const simulated = globalThis.miniSimulated;
	const { answers, call, now, settings } = simulated;
	simulated.manner = { accent: "#fe2c55", onAccent: "#fff", isSheet: true };
	simulated.agent = `BytedanceWebview/d8a21c6 musical_ly_37.0 AppName/musical_ly`;
	const CODES = { cancelled: 10, denied: 11, offline: 12 };
	const heard = new Map();
	let isStarted = false;

	const failure = ({ code, message }) => ({
		is_success: false,
		error: { error_code: CODES[code] ?? 1, error_msg: message, error_extra: {} },
	});
	const started = () => {
		if (!isStarted) console.warn("TTMinis: call TTMinis.init({clientKey}) before anything else");
	};

	/**
	 * Make a method that can be called in both of TikTok's ways: `(callback, options)`, and
	 * `({success, fail, complete, …options})`.
	 */
	const method = (api, name, perform) => (first, second) => {
		started();
		const isOlder = typeof first === "function";
		const { success, fail, complete, ...args } = (isOlder ? second : first) ?? {};
		call(api, { via: `TTMinis.${name}`, args }, () => perform(args)).then(
			(data) => {
				if (isOlder) first({ is_success: true, data });
				success?.(data);
				complete?.({ is_success: true, data });
			},
			(error) => {
				const answer = failure(error);
				if (isOlder) first(answer);
				fail?.(answer);
				complete?.(answer);
			},
		);
	};

	const minis = {
		init({ clientKey } = /** @type {any} */ ({})) {
			isStarted = true;
			now("ready", { via: "TTMinis.init", args: { clientKey } }, () => undefined);
		},
		login: method("login", "login", async () => ({ code: (await answers.login()).code })),
		authorize: method("permission.ask", "authorize", async ({ scope }) => {
			const { code } = await answers.login();
			await answers.permitted("user");
			return { code, scope };
		}),
		pay: method("pay", "pay", async (order) => {
			const id = answers.needed(order, "trade_order_id");
			await answers.pay({ what: `Order ${id}` });
			return { trade_order_id: id };
		}),
		openBalance: method("pay", "openBalance", async () => simulated.shown("openBalance", {})),
		share: method("share", "share", async ({ title, desc, query }) => {
			await answers.share({ title, text: desc, url: query && `?${query}` });
			return {};
		}),
		requestSubscribeMessage: method("notify.request", "requestSubscribeMessage", async () => {
			await answers.notify();
			return {};
		}),
		reportEvent: (name, detail) => simulated.shown("reportEvent", { name, detail }),
		setNavigationBarColor: (given) => simulated.shown("setNavigationBarColor", given),
		getMenuButtonBoundingClientRect: () => {
			const { top } = answers.insets();
			const [width, height, right] = [88, 32, innerWidth - 8];
			return { top: top + 6, bottom: top + 6 + height, left: right - width, right, width, height };
		},
		on: (name, listener) => void heard.set(name, listener),
		off: (name) => void heard.delete(name),
		canIUse: (schema) => String(schema).split(".")[0] in minis,
	};
	if (settings.device.old) {
		delete minis.requestSubscribeMessage;
		delete minis.getMenuButtonBoundingClientRect;
	}
	globalThis.TTMinis = minis;

	/** The user shares from the menu of the host. */
	simulated.menu.share = () => heard.get("minis.share")?.();
	simulated.changed((after, before) => {
		if (after.page.visible !== before.page.visible)
			heard.get(after.page.visible ? "minis.show" : "minis.hide")?.();
	});
})();
