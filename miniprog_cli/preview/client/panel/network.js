// What the program asked of servers, and what its host would not let it: with what to change.
import { element } from "./element.js";
import { Log } from "./log.js";
import { duration, numberOf, size, textOf } from "./values.js";

export class Network {
	#log;
	#number = 0;

	constructor() {
		this.#log = new Log("network", {
			label: "Requests",
			empty: "No requests yet. What the host would block is marked, with what would allow it.",
			draw,
		});
		this.toolbar = this.#log.toolbar;
		this.element = this.#log.element;
	}

	show(isShown) {
		this.#log.show(isShown);
	}

	heard(message) {
		if (message.kind === "blocked") {
			this.#number += 1;
			this.#log.put(`blocked ${this.#number}`, message);
		} else {
			this.#log.put(`${numberOf(message.page)} ${numberOf(message.id)}`, message);
		}
	}
}

function draw(message) {
	return message.kind === "blocked" ? drawBlocked(message) : drawRequest(message);
}

function drawBlocked({ what, url, member, hint, enforced }) {
	const isOnlyTold = enforced === false;
	return {
		kind: isOnlyTold ? "doubtful" : "bad",
		words: `${textOf(what)} ${textOf(url)} ${textOf(member)} blocked`,
		summary: [
			element("span", { class: "badge", text: isOnlyTold ? "may be blocked" : "blocked" }),
			element("code", { class: "name", text: textOf(url) || textOf(what) }),
		],
		body: () => [
			element("p", { text: textOf(hint) || "The host does not allow it." }),
			...(member
				? [
						element("p", { class: "quiet" }, "Member of the manifest: "),
						element("code", { class: "member", text: textOf(member) }),
					]
				: []),
			element("p", { class: "quiet address", text: `${textOf(what)} ${textOf(url)}` }),
		],
	};
}

function drawRequest({ method, url, status, ms, bytes, error }) {
	const number = numberOf(status);
	const isBad = Boolean(error) || number === 0 || number >= 400;
	return {
		kind: isBad ? "bad" : "",
		words: `${textOf(method)} ${textOf(url)} ${number}`,
		summary: [
			element("span", { class: "badge", text: number || (error ? "failed" : "…") }),
			element("code", { class: "name", text: `${textOf(method, 8)} ${shortened(textOf(url))}` }),
			element("span", { class: "number", text: size(bytes) }),
			element("span", { class: "number", text: duration(ms) }),
		],
		body: () => [
			element("p", { class: "quiet address", text: textOf(url) }),
			...(error ? [element("p", { text: textOf(error.message ?? error) })] : []),
		],
	};
}

function shortened(url) {
	const at = URL.canParse(url) ? new URL(url) : null;
	return at ? `${at.host}${at.pathname}${at.search}` : url;
}
