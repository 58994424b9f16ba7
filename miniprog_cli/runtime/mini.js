/**
 * mini.js: one interface to the host of a mini-program, whichever host that is.
 *
 * A plain script without exports, so that `<script src="mini.js">`, `<script type="module">` and
 * `import "./mini.js"` all do the same: they set the global `mini`. What goes before it in the same
 * file hands over its parts in `miniParts`: what the web can do, and the adapter of one host.
 * Its types and its manual are in mini.d.ts and docs/mini.md.
 */
(() => {
	const parts = globalThis.miniParts ?? {};
	delete globalThis.miniParts;
	if (globalThis.mini) return; // loaded before, by another of those ways

	const SOON = 30_000;
	/** People take their time; but no call waits for ever. */
	const DIALOG = 600_000;
	const STARTING = 10_000;
	/** @type {import("./mini").ErrorCode[]} */
	const CODES = ["unsupported", "denied", "cancelled", "timeout", "offline", "invalid", "failed"];
	const EVENTS = ["show", "hide", "theme", "network", "keyboard"];
	const HAPTICS = ["light", "medium", "heavy", "selection", "success", "warning", "error"];
	const ASKED = ["clipboard", "contacts", "location", "notify", "phone", "photo", "scan", "user"];
	const SINGLE = "login user phone pay share location openMap photo scan request openApp openUrl";
	const STATE = "close launch theme safeArea system network haptic shortcut";
	const GROUPED =
		"storage.get storage.set storage.remove storage.clear clipboard.read clipboard.write " +
		"contacts.pick notify.request nav.to nav.back ui.toast ui.alert ui.confirm ui.title " +
		"permission.query permission.ask share.set on";
	/** What these give is the host's own business. */
	const GIVES_NOTHING =
		"share openMap openApp openUrl close haptic shortcut storage.set storage.remove " +
		"storage.clear clipboard.write notify.request nav.to nav.back ui.toast ui.alert ui.title";
	const SILENT = new Set(GIVES_NOTHING.split(" "));
	const NAMES = `${SINGLE} ${STATE} ${GROUPED}`.split(" ");

	class MiniError extends Error {
		static CODES = CODES;

		constructor(code, message, { hostCode, hostMessage, cause } = /** @type {any} */ ({})) {
			super(message, cause === undefined ? undefined : { cause });
			this.name = "MiniError";
			this.code = code;
			this.host = mini.host;
			this.hostCode = hostCode;
			this.hostMessage = hostMessage;
		}
	}

	const fail = (code, message, more) => {
		throw new MiniError(code, message, more);
	};

	const {
		bag,
		text,
		number,
		oneOf,
		address,
		texts,
		card,
		order,
		key,
		stored,
		asking,
		place,
		picture,
		spoken,
		inside,
	} = parts.given({ fail });

	// -- what the web and the host bring

	const { instead, ...standard } = parts.standard();
	const web = { can: {} };
	/** Require what the host needs. */
	function ordered(order, ...names) {
		const missing = names.find((name) => (order[name] ?? "") === "");
		if (missing) fail("invalid", `mini.pay: the order has no ${missing}`);
		return order;
	}

	const tools = { MiniError, fail, web, ordered, ...standard, settings: parts.settings ?? {} };
	for (const make of Object.values(parts.web ?? {})) {
		const { can, instead: more, ...methods } = make(tools);
		Object.assign(web, methods);
		Object.assign(web.can, can);
		Object.assign(instead, more);
	}
	const host = parts.host?.(tools);
	let isHere = false;

	/** Tell whether the program runs in the host that this file was made for. */
	function here() {
		if (!isHere) isHere = Boolean(host?.there());
		return isHere;
	}

	/** Find who does something: the host, else the web, unless the adapter says that nobody can. */
	function find(name) {
		const [capability] = name.split(".");
		if (here() && (host.lacks.includes(capability) || host[name] === null)) return null;
		for (const side of here() ? [host, web] : [web]) {
			const able = side.can?.[name] ?? side.can?.[capability];
			if (side[name] && (!able || able())) return { side, method: side[name] };
		}
		return null;
	}

	let starting;

	/** Start the host's interface, once; rejects where that fails. */
	function started() {
		starting ??= parsed().then(() => host && within(STARTING, "ready", () => host.ready?.()));
		return starting;
	}

	/** Wait for the scripts of the page, one of which may be the host's. */
	function parsed() {
		if (here() || globalThis.document?.readyState !== "loading") return Promise.resolve();
		return new Promise((resolve) =>
			document.addEventListener("readystatechange", resolve, { once: true }),
		);
	}

	async function invoke(name, args, ms) {
		const trouble = await started().then(
			() => null,
			(error) => error,
		);
		const found = find(name);
		if (!found) fail("unsupported", `${mini.host} has nothing for mini.${name}`);
		if (trouble && found.side === host) throw trouble;
		const limit = args?.timeout ?? ms;
		const answer = await within(limit, name, () => found.method.call(found.side, args));
		return SILENT.has(name) ? undefined : answer;
	}

	/** Settle in so many milliseconds, whatever the host does; what comes later is dropped. */
	function within(ms, name, start) {
		return new Promise((resolve, reject) => {
			const late = () => reject(new MiniError("timeout", `mini.${name}: no answer in ${ms} ms`));
			const timer = setTimeout(late, ms);
			new Promise((done) => done(start()))
				.then(resolve, (error) => reject(understood(error, name)))
				.finally(() => clearTimeout(timer));
		});
	}

	// -- errors

	const DOM_NAMES = {
		AbortError: "cancelled",
		NotAllowedError: "denied",
		SecurityError: "denied",
		NotSupportedError: "unsupported",
		TimeoutError: "timeout",
		NetworkError: "offline",
	};
	/** @type {[string, RegExp][]} */
	const WORDS = [
		["cancelled", /cancel|abort|dismiss|user.?closed|closed by/i],
		["denied", /den(y|ied)|permission|forbid|not allowed|reject|unauthori/i],
		["timeout", /time.?out|timed out/i],
		["offline", /offline|network|connection|internet/i],
		["unsupported", /not support|unsupported|not exist|not implemented|not available|no such/i],
		["invalid", /invalid|illegal|param|argument|missing/i],
	];

	/** Make a MiniError of whatever a host or the browser gives. */
	function understood(error, name) {
		if (error instanceof MiniError) return error;
		const said = words(error);
		const hostCode = error?.errCode ?? error?.error_code ?? error?.errorCode ?? error?.code;
		const known = (here() && host.code?.(error)) || DOM_NAMES[error?.name];
		const code = known || WORDS.find(([, pattern]) => pattern.test(said))?.[0] || "failed";
		const more = { hostCode: hostCode ?? error?.error, hostMessage: said, cause: error };
		return new MiniError(code, `mini.${name}: ${said || "failed"}`, more);
	}

	function words(error) {
		if (typeof error === "string") return error;
		const said = error?.errMsg ?? error?.errorMessage ?? error?.error_msg ?? error?.message;
		return typeof said === "string" ? said : "";
	}

	// -- the interface

	let shown = {};
	/** What a host signs for its user is nobody else's: it is not shared with the address. */
	const own = () => (here() && host.shareable?.(location.href)) || location.href;
	const whole = (given) => ({ title: document.title, url: own(), ...shown, ...given });

	/** Make a method: `read` turns what the caller gives into arguments, or fails. */
	const method =
		(name, ms, read) =>
		async (...given) =>
			invoke(name, read ? read(...given) : bag(given[0], name), ms);
	const parsedValue = (json) => {
		try {
			return json === null || json === undefined ? null : JSON.parse(json);
		} catch {
			return json; // somebody else's, and plain text
		}
	};

	const share = method("share", DIALOG, (value) => whole(card(value, "share")));
	const get = method("storage.get", SOON, (name) => key(name, "storage.get"));
	const asked = (name) => (given) => ({ name: oneOf(given, ASKED, `${name}: name`) });

	const mini = {
		MiniError,
		get host() {
			return here() ? host.name : "web";
		},
		get ready() {
			return started().then(
				() => mini.host,
				() => mini.host,
			);
		},
		can(name) {
			const wanted = NAMES.filter((one) => one === name || one.startsWith(`${name}.`));
			if (!wanted.length) fail("invalid", `mini.can: there is no mini.${String(name)}`);
			return wanted.some((one) => one === "on" || one === "share.set" || find(one) !== null);
		},
		async install(options) {
			const { polyfill } = bag(options, "install");
			await started().catch(() => {});
			const isAsked = polyfill && here();
			const names = Object.keys(instead).filter((name) => isAsked && find(name)?.side === host);
			await Promise.all(names.map((name) => instead[name](mini)));
			return names;
		},
		login: method("login", DIALOG, (value) => {
			const given = bag(value, "login");
			return { ...given, scopes: texts(given.scopes, "login: scopes") };
		}),
		user: method("user", DIALOG),
		phone: method("phone", DIALOG),
		pay: method("pay", DIALOG, (value, options) => ({ ...bag(options, "pay"), ...order(value) })),
		share: Object.assign(share, {
			async set(value) {
				shown = card(value, "share.set");
				await started().catch(() => {});
				if (here() && host["share.set"])
					await within(SOON, "share.set", () => host["share.set"](whole({})));
			},
		}),
		location: method("location", DIALOG, (value) => {
			const given = { accuracy: "high", ...bag(value, "location") };
			oneOf(given.accuracy, ["high", "low"], "location: accuracy");
			return given;
		}),
		openMap: method("openMap", SOON, place),
		photo: method("photo", DIALOG, picture),
		scan: method("scan", DIALOG),
		storage: {
			get: async (name) => parsedValue(await get(name)),
			set: method("storage.set", SOON, stored),
			remove: method("storage.remove", SOON, (name) => key(name, "storage.remove")),
			clear: method("storage.clear", SOON),
		},
		request: method("request", SOON, asking),
		clipboard: {
			read: method("clipboard.read", DIALOG),
			write: method("clipboard.write", SOON, (words) => ({
				text: text(words, "clipboard.write: text", { empty: true }),
			})),
		},
		contacts: { pick: method("contacts.pick", DIALOG) },
		notify: {
			request: method("notify.request", DIALOG, (value) => {
				const given = bag(value, "notify.request");
				return { ...given, templates: texts(given.templates, "notify.request: templates") };
			}),
		},
		nav: {
			to: method("nav.to", SOON, inside),
			back: method("nav.back", SOON, (steps = 1) => ({
				steps: number(steps, "nav.back: steps", 1, 100),
			})),
		},
		openApp: method("openApp", SOON, (id, options) => ({
			...bag(options, "openApp"),
			id: text(id, "openApp: id"),
		})),
		openUrl: method("openUrl", SOON, (url) => ({ url: address(url, "openUrl: url") })),
		close: method("close", SOON),
		on,
		off,
		launch: method("launch", SOON),
		theme: method("theme", SOON),
		safeArea: method("safeArea", SOON),
		system: method("system", SOON),
		network: method("network", SOON),
		haptic: method("haptic", SOON, (kind = "light") => ({
			kind: oneOf(kind, HAPTICS, "haptic: kind"),
		})),
		ui: {
			toast: method("ui.toast", SOON, spoken("ui.toast")),
			alert: method("ui.alert", DIALOG, spoken("ui.alert")),
			confirm: method("ui.confirm", DIALOG, spoken("ui.confirm")),
			title: method("ui.title", SOON, spoken("ui.title")),
		},
		shortcut: method("shortcut", DIALOG),
		permission: {
			query: method("permission.query", SOON, asked("permission.query")),
			ask: method("permission.ask", DIALOG, asked("permission.ask")),
		},
	};

	// -- events

	const listening = [];

	/** Call `listener` at each event, until the function that this gives is called. */
	function on(event, listener) {
		oneOf(event, EVENTS, "on: event");
		if (typeof listener !== "function") fail("invalid", "mini.on takes a function");
		const entry = { event, listener, stop: () => {}, isOver: false };
		listening.push(entry);
		const begin = () => {
			if (entry.isOver) return;
			const tell = (detail) => entry.isOver || listener(detail);
			entry.stop =
				(here() && host.listen?.(event, tell)) || web.listen?.(event, tell) || entry.stop;
		};
		started().then(begin, begin);
		return () => end(entry);
	}

	function off(event, listener) {
		for (const entry of [...listening]) {
			if (entry.event === event && (!listener || entry.listener === listener)) end(entry);
		}
	}

	function end(entry) {
		entry.isOver = true;
		entry.stop();
		const at = listening.indexOf(entry);
		if (at >= 0) listening.splice(at, 1);
	}

	globalThis.mini = mini;
	started().catch(() => {}); // callers hear of it
})();
