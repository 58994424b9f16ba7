/** What the web itself can do for mini.js, in every host and in none. */
(() => {
	globalThis.miniParts ??= {};
	globalThis.miniParts.web ??= {};

	const PREFIX = "mini.";
	const { featurePolicy } = /** @type {any} */ (globalThis.document ?? {}); // only Chromium has it
	/** Chromium logs an error when a frame tries what its host page has not allowed: ask first. */
	const allowed = (feature) =>
		!featurePolicy?.features().includes(feature) || featurePolicy.allowsFeature(feature);
	let offer = null;
	globalThis.addEventListener?.("beforeinstallprompt", (event) => {
		event.preventDefault();
		offer = event;
	});

	globalThis.miniParts.web.base = ({ MiniError, fail, own }) => ({
		can: {
			share: () => Boolean(own(navigator, "share")) && allowed("web-share"),
			"notify.request": () => "Notification" in globalThis,
			shortcut: () => offer !== null,
			"permission.query": () => Boolean(navigator.permissions),
		},

		async share({ title, text, url }) {
			await own(navigator, "share")({ title, text, url });
		},

		openMap({ latitude, longitude }) {
			const at = `mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`;
			open(`https://www.openstreetmap.org/?${at}`, "_blank", "noopener");
		},

		photo({ from, count }) {
			return new Promise((resolve, reject) => {
				const field = document.createElement("input");
				field.type = "file";
				field.accept = "image/*";
				field.multiple = count > 1;
				if (from === "camera") field.setAttribute("capture", "environment");
				field.addEventListener("change", () => resolve([...field.files].slice(0, count)));
				field.addEventListener("cancel", () =>
					reject(new MiniError("cancelled", "mini.photo: nothing was chosen")),
				);
				field.click();
			});
		},

		"storage.get": ({ key }) => localStorage.getItem(PREFIX + key),
		"storage.set": ({ key, value }) => localStorage.setItem(PREFIX + key, value),
		"storage.remove": ({ key }) => localStorage.removeItem(PREFIX + key),
		"storage.clear"() {
			for (const key of Object.keys(localStorage)) {
				if (key.startsWith(PREFIX)) localStorage.removeItem(key);
			}
		},

		async request({ url, method, headers, body, timeout = 30_000 }) {
			if (navigator.onLine === false) fail("offline", "mini.request: there is no network");
			const isData = body !== null && typeof body === "object" && isPlain(body);
			const type = isData ? { "Content-Type": "application/json" } : {};
			const sent = isData ? JSON.stringify(body) : body;
			const stopping = new AbortController(); // AbortSignal.timeout is too young for web views
			setTimeout(() => stopping.abort(), timeout);
			const { signal } = stopping;
			const options = { method, headers: { ...type, ...headers }, body: sent, signal };
			const answer = await fetch(url, options).catch((error) => {
				if (error.name !== "TypeError") throw error;
				return fail("failed", `mini.request: ${error.message}`, { cause: error });
			});
			const raw = await answer.text();
			const isJson = /[/+]json\b/.test(answer.headers.get("content-type") ?? "");
			return {
				status: answer.status,
				ok: answer.ok,
				headers: Object.fromEntries(answer.headers),
				data: isJson && raw ? parsed(raw) : raw,
			};
		},

		async "notify.request"() {
			const answer = await Notification.requestPermission();
			if (answer !== "granted") fail("denied", "mini.notify.request: not allowed");
		},

		"nav.to": ({ url }) => location.assign(url),
		"nav.back": ({ steps }) => history.go(-steps),
		openUrl: ({ url }) => void open(url, "_blank", "noopener"),
		close: () => close(),

		launch: () => ({
			path: location.pathname,
			query: Object.fromEntries(new URLSearchParams(location.search)),
		}),
		theme: () => (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"),
		safeArea,
		system: () => ({
			platform: platform(),
			language: navigator.language,
			version: null,
			width: innerWidth,
			height: innerHeight,
			pixelRatio: devicePixelRatio,
		}),
		network() {
			const { connection } = /** @type {any} */ (navigator);
			const type = navigator.onLine ? (connection?.type ?? "unknown") : "none";
			return { online: navigator.onLine, type };
		},

		"ui.toast"({ text }) {
			const note = document.createElement("div");
			note.setAttribute("role", "status");
			note.textContent = text;
			Object.assign(note.style, {
				position: "fixed",
				zIndex: "2147483647",
				left: "50%",
				bottom: "15%",
				transform: "translateX(-50%)",
				maxWidth: "80%",
				padding: "0.6em 1em",
				borderRadius: "0.6em",
				background: "rgb(20 20 20 / 0.9)",
				color: "#fff",
			});
			document.body.append(note);
			setTimeout(() => note.remove(), 2500);
		},
		"ui.alert": async ({ text, title, ok = "OK" }) => {
			await asked({ text, title, choices: [[ok, true]] });
		},
		"ui.confirm": ({ text, title, ok = "OK", cancel = "Cancel" }) =>
			asked({
				text,
				title,
				choices: [
					[cancel, false],
					[ok, true],
				],
			}),
		"ui.title"({ text }) {
			document.title = text;
		},

		async shortcut() {
			const given = offer;
			offer = null;
			await given.prompt();
			const { outcome } = await given.userChoice;
			if (outcome !== "accepted") fail("cancelled", "mini.shortcut: not wanted");
		},

		async "permission.query"({ name }) {
			const names = { notify: "notifications", location: "geolocation", photo: "camera" };
			const asks = { name: { ...names, clipboard: "clipboard-read", scan: "camera" }[name] };
			if (!asks.name) return "unknown";
			const state = await navigator.permissions.query(/** @type {any} */ (asks)).then(
				(found) => found.state,
				() => "unknown",
			);
			return state === "prompt" ? "ask" : state;
		},
		async "permission.ask"({ name }) {
			if (name === "notify") await this["notify.request"]();
			else if (name === "location" && this.location) await this.location({ accuracy: "low" });
			else fail("unsupported", `mini.permission.ask: the web asks for ${name} when it is used`);
			return "granted";
		},

		listen,
	});

	/** Tell what is sent as JSON from what a browser sends as it is. */
	function isPlain(body) {
		return Array.isArray(body) || Object.getPrototypeOf(body) === Object.prototype;
	}

	function parsed(raw) {
		try {
			return JSON.parse(raw);
		} catch {
			return raw;
		}
	}

	function platform() {
		const agent = navigator.userAgent;
		if (/android/i.test(agent)) return "android";
		return /iphone|ipad|ipod/i.test(agent) ? "ios" : "desktop";
	}

	/** Measure what bars and corners take, in CSS pixels. */
	function safeArea() {
		const probe = document.createElement("div");
		const sides = ["top", "right", "bottom", "left"];
		Object.assign(probe.style, { position: "fixed", visibility: "hidden" });
		for (const side of sides) probe.style[`padding-${side}`] = `env(safe-area-inset-${side}, 0px)`;
		document.documentElement.append(probe);
		const style = getComputedStyle(probe);
		const found = sides.map((side) => [side, Number.parseFloat(style[`padding-${side}`]) || 0]);
		probe.remove();
		return Object.fromEntries(found);
	}

	/** Show a dialog; resolves with the value of the button, false where it is closed by Escape. */
	function asked({ text, title, choices }) {
		return new Promise((resolve) => {
			const dialog = document.createElement("dialog");
			const words = document.createElement("p");
			words.textContent = text;
			const buttons = choices.map(([label, value]) => {
				const button = document.createElement("button");
				button.type = "button";
				button.textContent = label;
				button.addEventListener("click", () => dialog.close(value ? "yes" : ""));
				return button;
			});
			if (title) {
				const heading = document.createElement("h2");
				heading.textContent = title;
				dialog.append(heading);
			}
			dialog.setAttribute("aria-label", title ?? text);
			dialog.append(words, ...buttons);
			dialog.addEventListener("close", () => {
				dialog.remove();
				resolve(dialog.returnValue === "yes");
			});
			document.body.append(dialog);
			dialog.showModal();
		});
	}

	/** Listen to one kind of event; gives the function that ends it. */
	function listen(event, tell) {
		const dark = () => matchMedia("(prefers-color-scheme: dark)");
		const viewport = globalThis.visualViewport;
		const seen = () => document.visibilityState === "visible";
		const sources = {
			show: [document, ["visibilitychange"], () => seen() && tell()],
			hide: [document, ["visibilitychange"], () => seen() || tell()],
			theme: [dark(), ["change"], () => tell(dark().matches ? "dark" : "light")],
			network: [globalThis, ["online", "offline"], () => tell({ online: navigator.onLine })],
			keyboard: [
				viewport,
				["resize"],
				() => tell({ height: Math.max(0, Math.round(innerHeight - viewport.height)) }),
			],
		};
		const [source, names, heard] = sources[event];
		for (const name of names) source?.addEventListener(name, heard);
		return () => {
			for (const name of names) source?.removeEventListener(name, heard);
		};
	}
})();
