// Writes down what a person does in the program, and what it shows then. What the simulated host asks
// is left out: its answers are recorded instead.
import { listenToFiles } from "./chosen.js";
import { editable, Fields, isWritten } from "./fields.js";
import { describe, isControl, tapped } from "./locate.js";
import { Noticed } from "./noticed.js";
import { pressed } from "./presses.js";
import { parts, Strokes } from "./strokes.js";
import { OURS, outermost } from "./tree.js";

// Frames of the program's own have one session with it.
const SHARED = Symbol.for("miniprog recorder");
const DRAWN = ["canvas", "embed", "iframe", "img", "object", "svg", "video"];

export function record(say, simulated) {
	const step = (fields) => say({ type: "recorded", step: fields });
	outermost[SHARED] ??= new Noticed(step);
	const noticed = outermost[SHARED];
	const fields = new Fields(did, noticed);
	const strokes = new Strokes();

	function did(what, element, more = {}, before = undefined) {
		const on = describe(element);
		if (on) {
			step({ do: what, on, ...more });
			noticed.did(before);
		}
	}

	// Gives the element of the program, or null where it is one of ours, or a script did it.
	function targetOf(event) {
		const path = event.composedPath().filter((each) => each instanceof Element);
		if (path.some((each) => OURS.includes(each.localName))) {
			noticed.lookSoon(); // a dialog of the host that is answered leads to something
			return null;
		}
		return event.isTrusted ? (path[0] ?? null) : null;
	}

	const listen = (name, take) => window.addEventListener(name, take, true);

	// a native program acts before there is a click
	let isLooked = false;
	listen("pointerdown", (event) => {
		const target = targetOf(event);
		isLooked = target !== null;
		if (!target || !event.isPrimary || event.button > 0) return;
		noticed.look();
		strokes.began(event, target);
	});
	listen("pointerup", (event) => {
		const made = targetOf(event) && strokes.ended(event);
		if (!made) return;
		const { do: what, target, ...more } = made;
		if (!isWritten(target)) did(what, target, more);
	});
	listen("pointercancel", () => strokes.cancelled());
	let dragged = null;
	listen("dragstart", (event) => {
		const source = targetOf(event)?.closest("[draggable=true], a, img");
		dragged = source && describe(source);
	});
	listen("drop", (event) => {
		const to = targetOf(event) && describe(tapped(event.composedPath()[0]));
		if (dragged && to) {
			step({ do: "drag", on: dragged, to });
			noticed.did();
		}
		dragged = null;
	});

	let submitted = -1; // when Enter was pressed in a field, which clicks the button of its form
	listen("click", (event) => {
		const hit = targetOf(event);
		if (!hit || strokes.isTaken) return;
		const isOfKey = event.detail === 0 && event.timeStamp - submitted < 100;
		const target = tapped(hit);
		// a click on a label is one on its field as well
		const isTwice = target.localName === "label" && target.control && target.control !== hit;
		if (!isOfKey && !isTwice && !isWritten(hit)) {
			if (!isLooked) noticed.look();
			did("tap", target, how(event, target));
			fields.left();
		}
		isLooked = false;
	});

	// Says where it was tapped, where that may matter, and whether twice.
	function how(event, target) {
		// what is drawn, and what holds other things, is not the same everywhere
		const isWide =
			DRAWN.includes(target.localName) || (!isControl(target) && target.children.length > 0);
		const place =
			isWide &&
			event.detail > 0 &&
			parts(target.getBoundingClientRect(), event.clientX, event.clientY);
		return { ...(place && { at: place }), ...(event.detail > 1 && { count: event.detail }) };
	}

	listen("keydown", (event) => {
		const target = targetOf(event);
		const key = target && pressed(event, target);
		if (!key) return;
		noticed.look();
		if (event.key === "Enter") submitted = event.timeStamp;
		const on = target === document.body || target === document.documentElement ? null : target;
		if (on) did("press", on, { key });
		else {
			step({ do: "press", key });
			noticed.did();
		}
		fields.left();
	});
	for (const name of ["input", "change"])
		listen(name, (event) => fields.took(targetOf(event), name === "change"));
	listen("focusout", () => fields.left());
	listen("focusin", (event) => {
		const target = targetOf(event);
		if (isWritten(target) || editable(target)) noticed.look(); // and not while somebody types
	});

	// A list that gets longer at its end is scrolled again; nothing else is, for taps scroll as well.
	let settles = 0;
	for (const name of ["wheel", "touchmove"])
		listen(name, (event) => {
			if (targetOf(event)) settle(null);
		});
	listen("scroll", (event) => {
		if (settles) settle(event.target);
	});

	function settle(target) {
		if (!settles) noticed.hold();
		clearTimeout(settles);
		settles = setTimeout(() => scrolled(target), 500);
	}

	function scrolled(target) {
		settles = 0;
		noticed.release();
		if (!target || !noticed.hasNews()) return;
		const element = target === document ? document.scrollingElement : target;
		const { scrollLeft, scrollTop, scrollHeight, clientHeight } = element;
		const isEnd = scrollTop + clientHeight >= scrollHeight - 2;
		const to = isEnd ? "end" : [scrollLeft, scrollTop].map(Math.round);
		const on = target === document ? undefined : (describe(element) ?? undefined);
		step({ do: "scroll", on, to });
		noticed.did();
	}

	listenToDialogs(step, noticed);
	listenToFiles((field, files) => {
		// where nothing names it, what opens the dialog does: a step before this one
		const on = field.isConnected ? describe(field) : null;
		step({ do: "choose", ...(on && { on }), files });
		noticed.did();
	});
	if (window !== outermost) return;
	listenToHistory(step, noticed);
	/** @type {any} */
	const [opened] = performance.getEntriesByType("navigation");
	step({ ...begun(simulated), how: opened?.type });
	noticed.did();
}

// What the browser asks for the program.
function listenToDialogs(step, noticed) {
	for (const name of ["alert", "confirm", "prompt"]) {
		const original = window[name];
		window[name] = (text = "", ...values) => {
			const value = original.call(window, text, ...values);
			step({ do: "dialog", text: String(text), ...(name !== "alert" && { value }) });
			noticed.lookSoon();
			return value;
		};
	}
}

// Back and forward of the browser are steps; those of the program's own follow from others.
function listenToHistory(step, noticed) {
	const { navigation } = window;
	navigation?.addEventListener("navigate", (event) => {
		const { destination, navigationType, userInitiated } = event;
		if (navigationType === "traverse" && userInitiated) {
			const by = destination.index - navigation.currentEntry.index;
			if (by) step({ do: "go", by });
			noticed.did();
		}
		if (!destination.sameDocument && event.downloadRequest === null) step({ do: "leaving" });
	});
}

function begun(simulated) {
	const { pathname, search, hash } = simulated?.plain() ?? location;
	const { timeZone: timezone, locale } = Intl.DateTimeFormat().resolvedOptions();
	const screen = { width: innerWidth, height: innerHeight };
	const time = new Date().toISOString();
	return {
		do: "at",
		page: pathname + search + hash,
		begun: { screen, time, timezone, locale, storage: simulated?.stored ?? {} },
	};
}
