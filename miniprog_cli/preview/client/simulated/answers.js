/** What the simulated host answers, whichever interface it is asked through. */
(() => {
	const simulated = globalThis.miniSimulated;
	const { Refusal, shown, store } = simulated;
	const SLOW = 5000;
	const WORDS = {
		camera: "use the camera",
		clipboard: "read what you copied",
		contacts: "see the contacts that you choose",
		location: "know where you are",
		notify: "send you notifications",
		phone: "know your phone number",
		photo: "see your photos",
		user: "know your name and picture",
	};
	/** What the person said on this page; asked anew on the next, and when the setting changes. */
	const decided = new Map();
	let isSignedIn = simulated.settings.user.signedIn;

	simulated.changed((settings, before) => {
		for (const name of Object.keys(WORDS))
			if (settings.permissions[name] !== before.permissions[name]) decided.delete(name);
		if (settings.user.signedIn !== before.user.signedIn) isSignedIn = settings.user.signedIn;
	});

	/** Tell how a permission stands: `ask`, `allow` or `deny`. */
	function permission(name) {
		const said = simulated.settings.permissions[name];
		return said === "ask" ? (decided.get(name) ?? "ask") : said;
	}

	/** Let a program have something only as the settings, or the person, allow. */
	async function permitted(name) {
		if (permission(name) === "ask") {
			const said = await simulated.ask({
				title: "Permission",
				text: `This program wants to ${WORDS[name]}.`,
				choices: [
					["allow", "Allow"],
					["deny", "Refuse"],
				],
			});
			decided.set(name, said ?? "deny");
		}
		if (permission(name) !== "allow") throw new Refusal("denied", `${name}: permission denied`);
	}

	function online() {
		if (!simulated.settings.network.online)
			throw new Refusal("offline", "there is no network connection");
	}

	const cancelled = (what) => new Refusal("cancelled", `${what}: user cancelled`);
	const after = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

	async function signedIn() {
		if (isSignedIn) return;
		const said = await simulated.ask({
			title: "Sign in",
			text: `Sign in as ${simulated.settings.user.name}?`,
			choices: [
				["yes", "Sign in"],
				[null, "Not now"],
			],
		});
		if (!said) throw cancelled("login");
		isSignedIn = true;
	}

	/** A picture of nobody, small enough to stand in an answer. */
	function portrait(name) {
		const drawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" fill="#2b5cd9"/><text x="32" y="43" font-size="30" text-anchor="middle" fill="#fff" font-family="sans-serif">${name[0] ?? "?"}</text></svg>`;
		return `data:image/svg+xml,${encodeURIComponent(drawing)}`;
	}

	function person() {
		const { id, name } = simulated.settings.user;
		const [first, ...rest] = name.split(" ");
		const { language } = simulated.settings.device;
		return { id, name, first, last: rest.join(" "), language, picture: portrait(name) };
	}

	async function pictures({ count = 1, accept }) {
		return simulated.settings.photo.source === "file"
			? simulated.chosen({ count, accept })
			: simulated.samples(count);
	}

	simulated.permission = permission;
	simulated.isSignedIn = () => isSignedIn;
	simulated.person = person;
	simulated.answers = {
		permitted,
		online,
		/** A code for a server to exchange, and the token that it would get. */
		async login() {
			online();
			await signedIn();
			const { id } = simulated.settings.user;
			return { code: `preview-code-${id}`, token: `preview-token-${id}` };
		},
		async user() {
			if (!isSignedIn) throw new Refusal("denied", "user: not signed in");
			await permitted("user");
			return person();
		},
		async phone() {
			online();
			await permitted("phone");
			return simulated.settings.user.phone;
		},
		/** Refuse an order as the host does, where what it cannot do without is missing. */
		needed(order, name) {
			const value = order?.[name];
			if ((value ?? "") === "") throw new Refusal("invalid", `invalid parameter: no ${name}`);
			return value;
		},
		/** `what` is said to the person; the answer says nothing but that it was paid. */
		async pay({ what = "An order", amount = "" } = {}) {
			online();
			let { outcome } = simulated.settings.pay;
			if (outcome === "ask") outcome = (await simulated.askPay({ what, amount })) ?? "cancel";
			if (outcome === "slow") await after(SLOW);
			if (outcome === "cancel") throw cancelled("pay");
			if (outcome === "fail") throw new Refusal("failed", "pay: the payment failed");
		},
		async share(card) {
			const { outcome } = simulated.settings.share;
			const to = outcome === "ask" ? await simulated.askShare(card) : outcome;
			if (!to || to === "cancel") throw cancelled("share");
			shown("share", { ...card, to });
		},
		async location() {
			await permitted("location");
			return { ...simulated.settings.location };
		},
		openMap: (place) => shown("openMap", place),
		/** Files, from the camera or the album. */
		async photo({ from = "any", count = 1, accept } = /** @type {any} */ ({})) {
			await permitted(from === "camera" ? "camera" : "photo");
			return pictures({ count, accept });
		},
		async scan() {
			await permitted("camera");
			const { text } = simulated.settings.scan;
			if (!text) throw cancelled("scan");
			return text;
		},
		async readClipboard() {
			await permitted("clipboard");
			return simulated.settings.clipboard.text;
		},
		writeClipboard(text) {
			simulated.set({ clipboard: { text: String(text) } });
		},
		async contacts() {
			await permitted("contacts");
			return [{ ...simulated.settings.contacts }];
		},
		async notify() {
			await permitted("notify");
		},
		openApp(detail) {
			online();
			shown("openApp", detail);
		},
		openUrl: (url) => shown("openUrl", url),
		close: () => shown("close", {}),
		haptic: (kind) => shown("haptic", kind),
		shortcut: async () => {
			const said = await simulated.ask({
				title: "Home screen",
				text: `Add ${document.title || "this program"} to the home screen?`,
				choices: [
					["yes", "Add"],
					[null, "Not now"],
				],
			});
			if (!said) throw cancelled("shortcut");
			shown("shortcut", {});
		},
		async alert({ title, text, ok = "OK" }) {
			await simulated.ask({ title: title || simulated.title, text, choices: [["ok", ok]] });
		},
		async confirm({ title, text, ok = "OK", cancel = "Cancel" }) {
			const choices = [
				["ok", ok],
				[null, cancel],
			];
			return (await simulated.ask({ title: title || simulated.title, text, choices })) === "ok";
		},
		/** Ask for one permission on behalf of another interface; never throws. */
		async allow(name) {
			await permitted(name).catch(() => {});
			return permission(name) === "allow";
		},
		store,
		theme: () => {
			const { theme } = simulated.settings.device;
			const isDark = matchMedia("(prefers-color-scheme: dark)").matches;
			return theme === "auto" ? (isDark ? "dark" : "light") : theme;
		},
		insets: () => ({ ...simulated.settings.insets }),
	};
})();
