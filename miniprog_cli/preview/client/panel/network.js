// What the program asked of servers, and what its host would not let it: with what to change.
import { element } from "./element.js";
import { Log } from "./log.js";
import { duration, numberOf, size, textOf } from "./values.js";

const MOST = 300;

export class Network {
	#log;
	#number = 0;
	// by address, of the page that is loaded: { key of its row, what is said of it }
	#blocks = new Map();
	#requests = new Map();
	#origin = "";

	constructor(own) {
		this.#log = new Log("network", {
			label: "Requests",
			empty: "No requests yet. What the host would block is marked, with what would allow it.",
			draw: (item) => draw(item, this.#origin),
			own,
		});
		this.toolbar = this.#log.toolbar;
		this.element = this.#log.element;
	}

	// What the program asks of its own origin is listed by its path.
	know(origin) {
		this.#origin = origin;
	}

	show(isShown) {
		this.#log.show(isShown);
	}

	owned() {
		this.#log.owned();
	}

	mark(text) {
		this.#blocks.clear();
		this.#requests.clear();
		this.#log.mark(text);
	}

	heard(message) {
		const address = `${numberOf(message.page)} ${textOf(message.url).split("#", 1)[0]}`;
		if (message.kind === "blocked") {
			this.#number += 1;
			const key = this.#requests.get(address) ?? `blocked ${this.#number}`;
			this.#blocks.set(address, { key: this.#requests.has(address) ? "" : key, block: message });
			const page = numberOf(message.page);
			this.#log.put(key, { ...this.#log.get(key), page, block: message });
		} else {
			this.#request(address, message);
		}
	}

	// A request and what blocked it are one row, whichever is told first.
	#request(address, message) {
		const known = this.#blocks.get(address);
		const key = known?.key || `${numberOf(message.page)} ${numberOf(message.id)}`;
		this.#log.put(key, { page: numberOf(message.page), request: message, block: known?.block });
		if (this.#requests.size >= MOST) {
			this.#requests.clear();
		}
		this.#requests.set(address, key);
		if (known) {
			known.key = "";
		}
	}
}

function draw({ request, block }, origin) {
	return block ? drawBlocked(block, request, origin) : drawRequest(request, origin);
}

function drawBlocked({ what, url, member, hint, enforced }, request, origin) {
	const isOnlyTold = enforced === false;
	return {
		kind: isOnlyTold ? "doubtful" : "bad",
		words: `${textOf(what)} ${textOf(url)} ${textOf(member)} blocked`,
		summary: [
			element("span", { class: "badge", text: isOnlyTold ? "may be blocked" : "blocked" }),
			element("code", {
				class: "name",
				text: `${textOf(request?.method, 8)} ${shortened(textOf(url), origin) || textOf(what)}`.trim(),
			}),
			...(request ? [element("span", { class: "number", text: outcomeOf(request) })] : []),
		],
		body: () => [
			element("p", { text: textOf(hint) || "The host does not allow it." }),
			...(member
				? [
						element("p", { class: "quiet" }, "Member of the manifest: "),
						element("code", { class: "member", text: textOf(member) }),
					]
				: []),
			element("p", { class: "quiet", text: `${textOf(what)} ${textOf(url)}` }),
			...(request?.error
				? [element("p", { text: textOf(request.error.message ?? request.error) })]
				: []),
		],
	};
}

// How a request ended; what was blocked got no answer, and that is said. What only may be blocked can
// fail for another reason.
function outcomeOf({ status, ms, error }) {
	const how = numberOf(status) || (error ? "failed" : "");
	return [how, duration(ms)].filter(Boolean).join(" ");
}

function drawRequest({ method, url, status, ms, bytes, error }, origin) {
	const number = numberOf(status);
	const isBad = Boolean(error) || number === 0 || number >= 400;
	return {
		kind: isBad ? "bad" : "",
		words: `${textOf(method)} ${textOf(url)} ${number}`,
		summary: [
			element("span", { class: "badge", text: number || (error ? "failed" : "…") }),
			element("code", {
				class: "name",
				text: `${textOf(method, 8)} ${shortened(textOf(url), origin)}`,
			}),
			element("span", { class: "number", text: size(bytes) }),
			element("span", { class: "number", text: duration(ms) }),
		],
		body: () => [
			element("p", { class: "quiet", text: textOf(url) }),
			...(error ? [element("p", { text: textOf(error.message ?? error) })] : []),
		],
	};
}

// An address without what is the same for most; one of no server stays as it is.
function shortened(url, origin) {
	const at = URL.canParse(url) ? new URL(url) : null;
	if (!at?.host) {
		return url;
	}
	return `${at.origin === origin ? "" : at.host}${at.pathname}${at.search}`;
}
