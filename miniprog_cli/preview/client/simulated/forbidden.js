/**
 * What the host forbids: interfaces that it does not have, places that it does not lead to, and
 * what its content security policy blocks. All of it is said with what to change.
 */
(() => {
	const simulated = globalThis.miniSimulated;
	const { rules } = simulated;
	const MOST = 200;
	const told = new Set();

	/** Say once of each thing: in the console, in the terminal through it, and in the panel. */
	function blocked(one) {
		if (!tell(one)) return;
		if (one.enforced ?? true) console.error(worded(one));
		else console.warn(worded(one));
	}

	/** `directive` of the policy blocked it, or the host lacks the `interface`; `member` allows it. */
	function tell({ what, url = "", member = "", hint, enforced = true, ...by }) {
		const key = `${what} ${url.split(/[?#]/, 1)[0]}`;
		if (told.has(key) || told.size >= MOST) return false;
		told.add(key);
		simulated.tell({ kind: "blocked", what, url, member, hint, enforced, ...by });
		return true;
	}

	function worded({ what, url = "", hint, enforced = true }) {
		const verb = enforced ? "blocked" : "would be blocked on some hosts";
		return `${what} ${verb}: ${url ? `${url}: ` : ""}${hint}`;
	}

	// -- what the policy blocks

	const LISTS = {
		"connect-src": "request",
		"img-src": "request",
		"media-src": "request",
		"frame-src": "webview",
		"object-src": "webview",
	};
	const KINDS = {
		"script-src": "script",
		"script-src-elem": "script",
		"worker-src": "worker",
		"style-src": "style sheet",
		"style-src-elem": "style sheet",
		"font-src": "font",
		"connect-src": "request",
		"img-src": "picture",
		"media-src": "media",
		"frame-src": "frame",
		"object-src": "frame",
	};

	function said(name) {
		return rules.policies[name] && `${rules.title}: ${rules.policies[name]}`;
	}

	function originOf(url) {
		try {
			return new URL(url).origin;
		} catch {
			return url;
		}
	}

	/** Name what is local to this machine, which no phone can reach. */
	function isHere(url) {
		return /^(https?|wss?):\/\/(localhost|127\.|\[::1\])/.test(url);
	}

	/** Name the member that would allow it, and what to write there. */
	function listed(list, url) {
		const member = `domains.${list}`;
		const origin = originOf(url).replace(/^(http|ws):/, "$1s:");
		return { member, hint: `add "${origin}" to ${member} in miniprog.json` };
	}

	function reached(directive, url) {
		if (isHere(url) && directive !== "frame-src") {
			const hint = "a phone cannot reach this machine; give the backend a path in preview.proxy";
			return { member: "preview.proxy", hint };
		}
		if (/^wss?:/.test(url)) return listed("socket", url);
		return listed(LISTS[directive], url);
	}

	/** Say why a policy blocked something: the member to change, or else what the host asks. */
	function reason(directive, url) {
		const own = "put the file into the program";
		if (url === "eval") return { hint: said("no_code_from_text") ?? "no code from text" };
		if (directive === "frame-src" || directive === "object-src") {
			if (!rules.framed) return { hint: said("no_frames") };
		}
		if (LISTS[directive]) return reached(directive, url);
		if (/^http:/.test(url)) return { hint: `web views load it with https: only, or ${own}` };
		const name = { script: "own_scripts", style: "own_styles", font: "own_fonts" };
		const text = said(name[directive.split("-", 1)[0]]);
		return { hint: text ? `${text}; ${own}` : own };
	}

	/** Describe what one of our policies did; null where it is one that the page brings itself. */
	function described({ effectiveDirective, blockedURI, disposition, originalPolicy }) {
		if (!/frame-ancestors|report-to miniprog/.test(originalPolicy)) return null;
		const what = blockedURI === "eval" ? "code from text" : KINDS[effectiveDirective];
		return {
			what: what ?? effectiveDirective,
			url: blockedURI === "eval" ? "" : blockedURI,
			enforced: disposition === "enforce",
			directive: effectiveDirective,
			...reason(effectiveDirective, blockedURI),
		};
	}

	/** Say in words what a policy did: what is blocked is an error, and said.js tells of those. */
	simulated.explain = (event) => {
		const one = described(event);
		return one && worded(one);
	};

	document.addEventListener("securitypolicyviolation", (event) => {
		const one = described(event);
		if (one?.enforced) tell(one);
		else if (one) blocked(one);
	});

	// -- interfaces that the host does not have

	for (const { name, reason: why } of rules.bans) {
		const path = name.split(".");
		const last = path.pop();
		const owner = path.reduce((object, key) => object?.[key], globalThis);
		if (owner && last in owner) {
			Object.defineProperty(owner, last, {
				configurable: true,
				get() {
					blocked({ what: name, hint: why, interface: name });
					return undefined;
				},
				set() {},
			});
		}
	}

	// -- frames and places: no policy reaches a frame without an address, nor where a link leads

	if (!rules.framed) {
		new MutationObserver((records) => {
			for (const { addedNodes } of records) addedNodes.forEach(unframe);
		}).observe(document, { childList: true, subtree: true });
	}

	function unframe(node) {
		if (!(node instanceof Element)) return;
		const inside = node.querySelectorAll("iframe[srcdoc]");
		for (const frame of node.matches("iframe[srcdoc]") ? [node, ...inside] : inside) {
			frame.removeAttribute("srcdoc");
			blocked({ what: "frame", hint: said("no_frames") });
		}
	}

	function isLed(url) {
		const { protocol, hostname, port, origin } = new URL(url, document.baseURI);
		if (!rules.leads || origin === location.origin || !/^https?:$/.test(protocol)) return true;
		return rules.leads.some((one) => {
			const [scheme, name] = one.split("://");
			const asked = hostname + (port && `:${port}`);
			if (`${scheme}:` !== protocol) return false;
			return name.startsWith("*.")
				? asked.endsWith(name.slice(1))
				: asked === name.replace(/:443$/, "");
		});
	}

	function leave(url) {
		if (isLed(url)) return true;
		blocked({ what: "navigation", url, ...listed("webview", url) });
		return false;
	}

	window.navigation?.addEventListener("navigate", (event) => {
		if (!leave(event.destination.url)) event.preventDefault();
	});
	const { open } = window;
	window.open = (url = "", ...rest) =>
		leave(new URL(url, document.baseURI).href) ? open.call(window, url, ...rest) : null;
	document.addEventListener(
		"click",
		(event) => {
			const link = event.target instanceof Element && event.target.closest("a[target][href]");
			if (link instanceof HTMLAnchorElement && !leave(link.href)) event.preventDefault();
		},
		true,
	);
})();
