// Writes down what a person does in the program, and what it shows then. What the simulated host asks
// is left out: its answers are recorded instead.
import { describe, TAPPED, texts } from "./locate.js";

const PAUSE = 400; // milliseconds until a page has shown what a tap leads to
const MAX_TEXTS = 3;
const MAX_TEXT = 80;
// where the simulated host asks a person, and where we say what is wrong
const OURS = ["miniprog-dialog", "miniprog-overlay"];
const FIELDS =
	"select, option, textarea, input:not([type=button], [type=submit], [type=checkbox], [type=radio])";

export function record(say) {
	let shown = new Set();
	let timer = 0;
	let filled = null; // the field that was, and still has the focus

	function step(fields) {
		say({ type: "recorded", step: fields });
	}

	// what is new on the page
	function look() {
		clearTimeout(timer);
		const now = texts();
		const news = now.filter((line) => !shown.has(line) && line.length <= MAX_TEXT);
		for (const text of news.slice(0, MAX_TEXTS)) {
			step({ do: "see", text });
		}
		shown = new Set(now);
	}

	function lookSoon() {
		clearTimeout(timer);
		timer = setTimeout(look, PAUSE);
	}

	function did(what, element, more = {}) {
		const on = describe(element);
		if (on) {
			step({ do: what, on, ...more });
			lookSoon();
		}
	}

	// Gives the element of the program, or null where it is one of ours, or a script did it.
	function targetOf(event) {
		const path = event.composedPath().filter((each) => each instanceof Element);
		if (path.some((each) => OURS.includes(each.localName))) {
			lookSoon(); // a dialog of the host that is answered leads to something
			return null;
		}
		return event.isTrusted ? path[0] : null;
	}

	// what came of the step before, however late, stands before this one; a native program acts
	// before there is a click
	let isPressed = false;
	window.addEventListener(
		"pointerdown",
		(event) => {
			// a field that is about to be left has yet to say what was written
			const field = document.activeElement;
			const isWriting = field?.matches(FIELDS) || editable(field) !== null;
			isPressed = targetOf(event) !== null && !isWriting;
			if (isPressed) look();
		},
		true,
	);
	window.addEventListener(
		"click",
		(event) => {
			const target = targetOf(event);
			const tapped = target?.closest(TAPPED) ?? target;
			// a click on a label is one on its field as well
			const isTwice = tapped?.localName === "label" && tapped.control && tapped.control !== target;
			if (tapped && !isTwice && !target.matches(FIELDS) && !editable(target)) {
				if (!isPressed) look();
				did("tap", tapped);
			}
			isPressed = false;
		},
		true,
	);
	window.addEventListener(
		"change",
		(event) => {
			/** @type {any} */
			const target = targetOf(event);
			if (target && !/^(checkbox|radio|file)$/.test(target.type)) {
				// nobody wants to find a password in a file
				const value = target.type === "password" ? "" : String(target.value);
				// a slider says each step on the way, and a date each digit: the last is what counts
				did("fill", target, target === filled ? { value, again: true } : { value });
				filled = target;
			}
		},
		true,
	);
	// what can be edited and is no field says nothing when it is left
	let written = "";
	window.addEventListener("focusin", (event) => {
		const target = targetOf(event);
		written = editable(target)?.textContent ?? "";
		if (editable(target) || target?.matches(FIELDS)) {
			look(); // and not while somebody types
		}
	});
	window.addEventListener("focusout", (event) => {
		filled = null;
		const element = editable(targetOf(event));
		if (element && element.textContent !== written) {
			did("fill", element, { value: element.textContent });
		}
	});
	step({ do: "at", page: location.pathname + location.search + location.hash });
	lookSoon();
}

// What can be edited and is no field, an element is in.
function editable(element) {
	return element?.closest("[contenteditable]:not([contenteditable=false])") ?? null;
}
