// What went wrong in the program since it was loaded, with its source, and what `check` says of it as
// it is now, for the hosts of its manifest and the simulated one.
import { drawExcerpt } from "../excerpt.js";
import { isError } from "../findings.js";
import { prose } from "../prose.js";
import { element } from "./element.js";

const MOST = 100;
const KINDS = {
	error: "uncaught",
	rejection: "uncaught",
	load: "not loaded",
	blocked: "blocked",
	lost: "stuck",
};

export class FindingsView {
	toolbar = null;
	#list = element("ol", { class: "found", "aria-label": "Findings" });
	#empty = element("p", { class: "empty" }, ...prose("Nothing to mend: `check` finds nothing."));
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

	set(lines) {
		this.#counted(lines.length, lines.some(isError));
		this.#empty.hidden = lines.length > 0;
		this.#list.replaceChildren(...lines.slice(0, MOST).map(draw));
		if (lines.length > MOST) {
			const text = `${lines.length - MOST} more: \`miniprog check\` lists all`;
			this.#list.append(element("li", { class: "quiet" }, ...prose(text)));
		}
	}
}

function draw({ severity, fault, place, message, hint, hosts, excerpt, output }) {
	return element(
		"li",
		{ class: `card ${severity}` },
		element(
			"p",
			{ class: "quiet" },
			element("span", { class: "badge", text: KINDS[fault] ?? severity }),
			place ? element("code", { text: place }) : null,
			element("span", { class: "hosts", text: (hosts ?? []).join(", ") }),
		),
		element("p", {}, ...prose(message)),
		hint ? element("p", { class: "quiet" }, ...prose(hint)) : null,
		excerpt ? drawExcerpt(excerpt) : null,
		output ? element("pre", { class: "output", text: output }) : null,
	);
}
