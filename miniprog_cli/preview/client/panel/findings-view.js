// What `check` says of the program as it is now, for the hosts of its manifest and the simulated one.
import { findingsOf } from "../findings.js";
import { element } from "./element.js";

const MOST = 100;

export class FindingsView {
	toolbar = null;
	#list = element("ol", { class: "found", "aria-label": "Findings" });
	#empty = element("p", { class: "empty", text: "Nothing to mend: `check` finds nothing." });
	#counted;

	constructor(counted) {
		this.#counted = counted;
		this.element = element(
			"div",
			{ class: "scroll padded", tabindex: "0" },
			this.#empty,
			this.#list,
		);
	}

	show() {}

	set(state) {
		const lines = findingsOf(state);
		this.#counted(lines.length);
		this.#empty.hidden = lines.length > 0;
		this.#list.replaceChildren(...lines.slice(0, MOST).map(draw));
		if (lines.length > MOST) {
			const text = `${lines.length - MOST} more: \`miniprog check\` lists all`;
			this.#list.append(element("li", { class: "quiet", text }));
		}
	}
}

function draw({ severity, place, message, hint, hosts }) {
	return element(
		"li",
		{ class: `card ${severity}` },
		element(
			"p",
			{ class: "quiet" },
			element("span", { class: "badge", text: severity }),
			place ? element("code", { text: place }) : null,
			element("span", { class: "hosts", text: (hosts ?? []).join(", ") }),
		),
		element("p", { text: message }),
		hint ? element("p", { class: "quiet", text: hint }) : null,
	);
}
