/**
 * LINE's app and servers in the preview, beneath LIFF's SDK, which programs bring with them or load
 * from LINE: after npm @line/liff 2.31. It keeps what the app hands over for the tab, asks the servers
 * of LINE, and goes to addresses that only the app knows.
 */
(() => {
	const simulated = globalThis.miniSimulated;
	const { answers, call, line } = simulated;
	const KEPT = "LIFF_STORE";
	/** The programs of LINE's own that the SDK opens above the page. */
	const SCANNER = "1656359117-jxmx5e11";
	const AGREEMENT = "1656032314-Xgrw5Pmk";
	const STATUS = { denied: 403, invalid: 400 };

	// -- what the app hands over, once the SDK says which program it is

	function hand(liffId) {
		if (!liffId) return;
		const { claims, idToken } = line;
		const known = simulated.isSignedIn()
			? {
					accessToken: line.accessToken(),
					featureToken: "preview",
					IDToken: idToken,
					decodedIDToken: claims(),
					clientId: liffId.split("-", 1)[0],
					mstChallenge: "preview",
					context: line.context(liffId),
				}
			: {};
		try {
			for (const name of Object.keys(sessionStorage))
				if (name.startsWith(`${KEPT}:${liffId}:`)) sessionStorage.removeItem(name);
			for (const [name, value] of Object.entries(known))
				sessionStorage.setItem(`${KEPT}:${liffId}:${name}`, JSON.stringify(value));
		} catch {
			// a page that may not keep anything: LIFF cannot run there either
		}
	}
	let config;
	Object.defineProperty(globalThis, "__liffConfig", {
		configurable: true,
		get: () => config,
		set(given) {
			config = given;
			hand(given?.liffId);
		},
	});

	// -- the app, which the SDK calls

	/** By the name of the message: the capability it is, and what is answered. */
	const MESSAGES = {
		openWindow: ["openUrl", ({ url }) => answers.openUrl(url)],
		closeWindow: ["close", () => answers.close()],
		"iap.getPlatformProducts": [
			"products",
			({ productIds = [] }) => ({
				products: productIds.map((productId) => ({
					productId,
					price: "¥100",
					currency: "JPY",
				})),
			}),
		],
		"iap.createPayment": [
			"pay",
			(order) => answers.pay({ what: answers.needed(order, "productId") }),
		],
		"iap.requestConsentAgreement": ["permission.ask", () => {}],
	};

	function posted(type, _token, callbackId, text) {
		const args = text ? JSON.parse(text) : {};
		const ended = (answer) =>
			dispatchEvent(new CustomEvent("liffEvent", { detail: { type, callbackId, ...answer } }));
		const [api, perform] = MESSAGES[type] ?? [];
		if (!perform) {
			setTimeout(ended, 0, { error: { code: "FORBIDDEN", description: `no ${type} here` } });
			return;
		}
		call(api, { via: `liff ${type}`, args }, async () => perform(args)).then(
			(data) => ended({ data: data ?? {} }),
			({ code, message }) =>
				ended({ error: { code: line.CODES[code] ?? "UNKNOWN", description: message } }),
		);
	}
	/** @type {any} */ (globalThis)._liff = { features: [], postMessage: posted };

	// -- the servers

	/** What is open above the page, and ends with an answer, by its id. */
	const opened = new Map();
	let last = 0;

	/** Keep what a person answers above the page until the SDK asks for it. */
	function open(id, answer) {
		opened.set(id, answer);
		answer.catch(() => {}); // it may never be asked for
		return id;
	}
	const submitted = (result) => ({ status: "submit", result });

	/** Open a program of LINE's own, or another, above the page. */
	function above({ subLiffId }) {
		last += 1;
		return { msit: open(`preview-${last}`, answered(subLiffId)) };
	}

	async function answered(subLiffId) {
		if (subLiffId === SCANNER) {
			const message = await call("scan", { via: "liff.scanCodeV2", args: {} }, answers.scan);
			return submitted({ message });
		}
		if (subLiffId === AGREEMENT) {
			const via = { via: "liff.permission.requestAll", args: {} };
			await call("permission.ask", via, () => answers.permitted("user"));
			return submitted({ newAccessToken: line.accessToken() });
		}
		answers.openUrl(`https://liff.line.me/${subLiffId}`);
		return { status: "close", result: {} };
	}

	const verified = () => ({
		scope: line.scopes().join(" "),
		client_id: String(config?.liffId).split("-", 1)[0],
		expires_in: 3600,
	});
	const profile = () =>
		call("user", { via: "liff.getProfile", args: {} }, async () => {
			const { name, picture } = await answers.user();
			return { userId: line.userId, displayName: name, pictureUrl: picture, statusMessage: "" };
		});
	const message = ({ messages = [] }) =>
		call("share", { via: "liff.sendMessages", args: { messages } }, async () => {
			await answers.share({ title: messages[0]?.text ?? "A message" });
			return {};
		});
	const ended = ({ msit }) =>
		opened.get(msit).catch((error) => {
			if (error.code !== "cancelled" && error.code !== "denied") throw error;
			return { status: "cancel", result: {} };
		});
	const shared = (_body, url) => opened.get(url.searchParams.get("ott"));
	const unauthorized = () => (line.scopes().includes("profile") ? [] : ["profile"]);

	/**
	 * By the address without its query: what is answered to a body.
	 * @type {[RegExp, (body: any, url: URL) => unknown][]}
	 */
	const SERVERS = [
		[/^api\.line\.me\/oauth2\/v2\.1\/verify$/, verified],
		[/^api\.line\.me\/v2\/profile$/, profile],
		[/^api\.line\.me\/friendship\/v1\/status$/, () => ({ friendFlag: true })],
		[/^access\.line\.me\/oauth2\/v2\.1\/liff\/friendship\/validate$/, () => ({ valid: true })],
		[/^api\.line\.me\/message\/v3\/share$/, message],
		[/^api\.line\.me\/liff\/v2\/sub\/msit$/, above],
		[/^liff\.line\.me\/liff\/v2\/sub\/waitResult$/, ended],
		[/^api\.line\.me\/liff\/v2\/apps\/[^/]+\/ott$/, () => ({ ott: `preview-ott-${++last}` })],
		[/^access\.line\.me\/oauth2\/v2\.1\/liff\/shareTargetPicker\/result$/, shared],
		[/^api\.line\.me\/liff\/v2\/apps\/[^/]+\/contextToken$/, contextToken],
		[/^liff\.line\.me\/liff\/v2\/incrementalAgreement\/unauthorizedPermissions$/, unauthorized],
		[/^liff\.line\.me\/liff\/v2\/oaadd\/rateLimit$/, () => ({})],
		[/^liff-shortcut\.line\.me\/api\/shortcut$/, shortcut],
		// its words: without any, it shows their names
		[/^liffsdk\.line-scdn\.net\/xlt\/manifest\.json$/, () => ({ languages: { en: "en.json" } })],
		[/^liffsdk\.line-scdn\.net\/xlt\/en\.json$/, () => null],
	];

	function contextToken() {
		const context = JSON.stringify(line.context(config?.liffId));
		const text = String.fromCharCode(...new TextEncoder().encode(context));
		return { contextToken: `.${btoa(text)}.` };
	}

	/** iPhones go on in a page of LINE's. */
	async function shortcut() {
		await call("shortcut", { via: "liff.createShortcutOnHomeScreen", args: {} }, answers.shortcut);
		return { shortcutPageUrl: "https://liff-shortcut.line.me/preview" };
	}

	const json = (value, status = 200) =>
		new Response(JSON.stringify(value), {
			status,
			headers: { "content-type": "application/json" },
		});

	simulated.served = (url, [, options]) => {
		const found = SERVERS.find(([one]) => one.test(url.hostname + url.pathname));
		if (!found) return null;
		const text = typeof options?.body === "string" ? options.body : "";
		const body = text.startsWith("{") ? JSON.parse(text) : {};
		return (async () => found[1](body, url))().then(json, ({ code, message: words }) =>
			json({ message: words }, STATUS[code] ?? 500),
		);
	};

	// -- addresses that only the app knows

	/** @type {Record<string, (query: URLSearchParams) => unknown>} */
	const ADDRESSES = {
		"liff://close": () =>
			simulated.now("close", { via: "liff.closeWindow", args: {} }, answers.close),
		"line://picker": picked,
		"line://shortcut/liff": (query) => {
			const args = { url: query.get("targetUrl") };
			const via = { via: "liff.createShortcutOnHomeScreen", args };
			call("shortcut", via, answers.shortcut).catch(() => {});
		},
		"https://access.line.me/liff/v1/authorize": () => line.signIn(),
	};

	function picked(query) {
		const { messages = [] } = JSON.parse(query.get("data") ?? "{}");
		const { text, altText } = messages[0] ?? {};
		const via = { via: "liff.shareTargetPicker", args: { messages } };
		const sent = call("share", via, () => answers.share({ title: text ?? altText }));
		const told = (error) => {
			if (error.code === "cancelled") return { result: "CANCEL" };
			return { result: "ERROR", resultDescription: error.message };
		};
		open(
			query.get("ott"),
			sent.then(() => ({ result: "SUCCESS" }), told),
		);
	}

	window.navigation?.addEventListener("navigate", (event) => {
		const { url } = event.destination;
		const known = ADDRESSES[url.split("?", 1)[0]];
		if (!known && !/^(liff|line):/.test(url)) return;
		event.preventDefault();
		known?.(new URLSearchParams(url.split("?")[1] ?? ""));
	});
})();
