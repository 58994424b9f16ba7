/**
 * What a program says, wanted or not: lines of its console, errors that nobody caught, files that
 * did not load, requests that were blocked. The server finds the source behind each place.
 */
(() => {
	const simulated = globalThis.miniSimulated;
	const MAX_TEXT = 4000;
	const MAX_WAITING = 300; // of talk, and of what goes wrong: as much as is let through at once
	const PATIENCE = 400; // milliseconds for the server to find the source of an error
	const LOADED = { IMG: "picture", LINK: "style sheet", SCRIPT: "script", SOURCE: "file" };

	/**
	 * Called by program.js: `path` is the page, `generation` the one it was loaded in, `send` says
	 * something to the server and tells whether it could, `show` takes an error with its source.
	 */
	simulated.said = ({ path, generation, send, show }) => {
		const unsaid = [];
		let waiting = { talk: 0, faults: 0 };
		const asked = new Set();
		const blocked = new Set();
		let number = 0;

		function leftOut(number) {
			const text = `${number} more lines were left out`;
			say({ type: "console", level: "warn", text, page: path, at: placeOf("", 0, 0) });
		}

		// what goes wrong is told however much a program talks
		const mayTalk = simulated.sparing(leftOut, 300, 20);
		const mayWarn = simulated.sparing(leftOut, 100, 10);

		function say(message, kind = "faults") {
			if (!send(message) && waiting[kind] < MAX_WAITING) {
				waiting[kind] += 1;
				unsaid.push(message);
			}
		}

		function fault(kind, message, at, reference) {
			if (!mayWarn()) return;
			number += 1;
			const told = {
				id: number,
				kind,
				message: message.slice(0, MAX_TEXT),
				page: path,
				at,
				reference,
			};
			const alone = { ...told, file: at.file, line: at.line, column: at.column };
			asked.add(number);
			setTimeout(() => asked.has(told.id) && show(alone), PATIENCE);
			say({ type: "fault", ...told });
		}

		// The server has found the place; where that took it long, the fault is shown already.
		function heard(found) {
			if (asked.delete(found.id)) {
				show(found);
			}
		}

		function placeOf(file, line, column) {
			try {
				const url = new URL(file);
				const own = decodeURIComponent(url.pathname.slice(1)) || path;
				const isOwn = url.origin === location.origin;
				return { file: isOwn ? own : url.href, line, column, generation };
			} catch {
				return { file: path, line: 0, column: 0, generation }; // of no file
			}
		}

		// The program's own line in a stack, rather than one of ours or of mini.js that it called.
		function placeIn(stack) {
			const places = [...String(stack).matchAll(/(https?:[^\s()]+?):(\d+):(\d+)/g)];
			const own = places.find(([, file]) => !/\/(_miniprog\/|mini\.js)/.test(file));
			return own ? placeOf(own[1], Number(own[2]), Number(own[3])) : placeOf("", 0, 0);
		}

		for (const level of ["log", "info", "warn", "error", "debug"]) {
			const original = console[level];
			console[level] = (...values) => {
				original.apply(console, values);
				const kind = level === "warn" || level === "error" ? "faults" : "talk";
				if (!(kind === "faults" ? mayWarn : mayTalk)()) return;
				try {
					const text = traced(written(values)).slice(0, MAX_TEXT);
					say({ type: "console", level, text, page: path, at: placeIn(new Error().stack) }, kind);
				} catch {
					// a value that cannot be described is no reason to break the program
				}
			};
		}

		window.addEventListener(
			"error",
			(event) => {
				if (event instanceof ErrorEvent) {
					fault("error", event.message, placeOf(event.filename, event.lineno, event.colno));
				} else {
					missed(event);
				}
			},
			true,
		);
		window.addEventListener("unhandledrejection", ({ reason }) => {
			const message = reason instanceof Error ? String(reason) : traced(describe(reason));
			fault("rejection", `Uncaught (in promise) ${message}`, placeIn(reason?.stack ?? ""));
		});
		document.addEventListener("securitypolicyviolation", (event) => {
			if (event.disposition === "enforce") {
				blocked.add(event.blockedURI);
				const isOurs = event.sourceFile?.includes("/_miniprog/");
				const at = isOurs
					? placeIn(simulated.callerOf(event.blockedURI))
					: placeOf(event.sourceFile, event.lineNumber, event.columnNumber);
				const what = event.blockedURI.slice(0, 500);
				fault(
					"blocked",
					simulated.explain?.(event) ?? `${event.effectiveDirective} blocks ${what}`,
					at,
					event.effectiveDirective,
				);
			}
		});

		// Pictures of other servers are nobody's fault here: a machine that is offline has none of them.
		const silent = new Set();
		function isAway(element, reference) {
			const { origin, host, protocol } = new URL(reference, document.baseURI);
			const isMeant = element instanceof HTMLImageElement || element instanceof HTMLMediaElement;
			if (!isMeant || origin === location.origin || !/^https?:$/.test(protocol)) return false;
			if (!silent.has(host)) {
				silent.add(host);
				console.info(`pictures and sounds of ${host} do not load: is this machine offline?`);
			}
			return true;
		}

		// The script of the host that is played here: what it brings is there without it.
		function isPlayed(element, reference) {
			const { root, scripts } = simulated.sdk;
			const [, address] = new URL(reference, document.baseURI).href.split("//");
			const isOurs = scripts.some((each) => address?.startsWith(each)) && root in globalThis;
			if (!(element instanceof HTMLScriptElement) || !isOurs) return false;
			console.info(`${reference} did not load; the preview plays ${simulated.title} without it`);
			return true;
		}

		// A file that an element names; what the policy keeps out says so itself, a moment later.
		function missed({ target: element }) {
			if (!(element instanceof Element)) {
				return;
			}
			const name = ["src", "href", "data"].find((each) => element.hasAttribute(each));
			const reference = (name && element.getAttribute(name)) || "";
			setTimeout(() => {
				if (
					reference &&
					element.isConnected &&
					!blocked.has(new URL(reference, document.baseURI).href) &&
					!isAway(element, reference) &&
					!isPlayed(element, reference)
				) {
					const what = LOADED[element.tagName] ?? element.tagName.toLowerCase();
					const shown = reference.slice(0, 500);
					fault("load", `the ${what} ${shown} did not load`, placeOf("", 0, 0), shown);
				}
			}, 50);
		}

		return {
			heard,
			/** What went wrong so far is mended, most likely: show nothing of it any more. */
			forget: () => asked.clear(),
			/** There is a socket: say what had to wait. */
			connected() {
				waiting = { talk: 0, faults: 0 };
				for (const message of unsaid.splice(0)) {
					send(message);
				}
			},
		};
	};

	/** Give a text with its traces as the files are: native programs have them otherwise. */
	const traced = (text) => simulated.trace?.(text) ?? text;

	/** Put values into a text as a console does: ``%s`` and its like take those behind it. */
	function written(values) {
		const [first, ...rest] = values;
		let text = describe(first);
		if (typeof first === "string") {
			text = first.replace(/%([sdifoOc%])/g, (found, kind) => {
				if (kind === "%") return "%";
				if (rest.length === 0) return found;
				const value = rest.shift();
				if (kind === "c") return "";
				if (kind === "f") return String(Number.parseFloat(value));
				return "di".includes(kind) ? String(Number.parseInt(value, 10)) : describe(value);
			});
		}
		return [text, ...rest.map(describe)].join(" ");
	}

	function describe(value) {
		if (typeof value === "string") {
			return value;
		}
		if (value instanceof Error) {
			return value.stack?.includes(value.message) ? value.stack : `${value}\n${value.stack}`;
		}
		try {
			return JSON.stringify(value) ?? String(value);
		} catch {
			return String(value);
		}
	}
})();
