// Writes down what a person does in the program, and what it shows then. What the simulated host asks
// is left out: its answers are recorded instead.
import { describe, texts } from "./locate.js";

const PAUSE = 400; // milliseconds until a page has shown what a tap leads to
const MAX_TEXTS = 3;
const MAX_TEXT = 80;
const TAPPED = "a, button, input, label, summary, [role], [onclick], [data-testid]";

export function record(say) {
	let shown = new Set();
	let timer = 0;

	function step(fields) {
		say({ type: "recorded", step: fields });
	}

	// what is new on the page, a moment after something was done
	function look() {
		clearTimeout(timer);
		timer = setTimeout(() => {
			const now = texts();
			const news = now.filter((line) => !shown.has(line) && line.length <= MAX_TEXT);
			for (const text of news.slice(0, MAX_TEXTS)) {
				step({ do: "see", text });
			}
			shown = new Set(now);
		}, PAUSE);
	}

	function targetOf(event) {
		const path = event.composedPath().filter((each) => each instanceof Element);
		const isOurs = path.some((each) => each.localName.startsWith("miniprog-"));
		return isOurs || !event.isTrusted ? null : path[0];
	}

	window.addEventListener(
		"click",
		(event) => {
			const target = targetOf(event);
			const isField = target?.matches(
				"select, option, textarea, input:not([type=button], [type=submit], [type=checkbox], [type=radio])",
			);
			const on = target && !isField && describe(target.closest(TAPPED) ?? target);
			if (on) {
				step({ do: "tap", on });
				look();
			}
		},
		true,
	);
	window.addEventListener(
		"change",
		(event) => {
			/** @type {any} */
			const target = targetOf(event);
			const on = target && !/^(checkbox|radio|file)$/.test(target.type) && describe(target);
			if (on) {
				// nobody wants to find a password in a file
				step({ do: "fill", on, value: target.type === "password" ? "" : String(target.value) });
				look();
			}
		},
		true,
	);
	step({ do: "at", page: location.pathname + location.search + location.hash });
	look();
}
