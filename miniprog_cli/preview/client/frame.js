// The frame that holds the program: another origin, which can be told to go back or to reload and
// says where it is.
import { faultIn, textOf } from "./excerpt.js";
import { Pulse } from "./pulse.js";

const PATIENCE = 1000;
const MOST_ENTRIES = 50;
// A program that has not begun by then may be in the process of one that hangs.
const SILENCE = 3000;
// What a browser takes to end a process that nobody uses any more.
const ENDING = 600;
// A browser that cannot share complains about the word.
const ALLOWED = ["autoplay", "clipboard-write", "fullscreen", "geolocation"];
if ("share" in navigator) {
	ALLOWED.push("web-share");
}

// All that a page may do but to lead the host page away.
const FREE = [
	"allow-scripts",
	"allow-same-origin",
	"allow-forms",
	"allow-modals",
	"allow-downloads",
	"allow-orientation-lock",
	"allow-pointer-lock",
	"allow-presentation",
	"allow-popups",
	"allow-popups-to-escape-sandbox",
];

export class Frame {
	#screen;
	#origin = "";
	#element = null;
	#isThere = false;
	// since the document before was loaded
	#hasBegun = false;
	#hung = 0;
	#silent = 0;

	// `moved` hears where the program is, `began` that a page starts afresh, `numbered` of its number, `crashed` of an error that
	// nobody caught, `mended` of a save that came after it, `lost` of a program that answers nothing any more, and does again. Only the window of the frame is listened to, and only while it is the program's.
	constructor(screen, { moved, began, numbered, crashed, mended, lost }) {
		this.#screen = screen;
		const pulse = new Pulse(() => this.#say({ miniprog: "there?" }), lost);
		window.addEventListener("message", (event) => {
			const isOurs = event.source === this.#element?.contentWindow && event.origin === this.#origin;
			if (!isOurs) {
				return;
			}
			clearTimeout(this.#silent);
			this.#isThere = true;
			pulse.heard();
			if (event.data?.miniprog === "at") {
				clearTimeout(this.#hung);
				moved(placeIn(event.data));
			} else if (event.data?.miniprog === "began") {
				this.#hasBegun = true;
				began();
			} else if (event.data?.miniprog === "page") {
				numbered(Number(event.data.number));
			} else if (event.data?.miniprog === "crashed") {
				crashed(faultIn(event.data));
			} else if (event.data?.miniprog === "mended") {
				mended();
			}
		});
	}

	get isOpen() {
		return this.#element !== null;
	}

	open(origin, path) {
		const isOther = this.isOpen;
		this.#put(origin, path);
		if (isOther) {
			this.#silent = setTimeout(() => this.#again(origin, path), SILENCE);
		}
	}

	// A browser puts the next program of an origin into the process of the one before, if it is still
	// there; behind an endless loop it would wait for ever.
	#again(origin, path) {
		this.close();
		this.#silent = setTimeout(() => this.#put(origin, path), ENDING);
	}

	#put(origin, path) {
		this.#origin = origin;
		this.#isThere = false;
		const element = document.createElement("iframe");
		element.title = "Program";
		element.allow = ALLOWED.join("; ");
		element.setAttribute("sandbox", FREE.join(" "));
		element.src = new URL(path, `${origin}/`).href;
		this.close();
		this.#element = element;
		this.#hasBegun = false;
		// what is no page of ours, such as a picture, answers nothing
		element.addEventListener("load", () => {
			this.#isThere &&= this.#hasBegun;
			this.#hasBegun = false;
		});
		this.#screen.append(element);
	}

	close() {
		clearTimeout(this.#silent);
		this.#element?.remove();
		this.#element = null;
	}

	// Leads to a page that the program has gone through, by the key of its entry.
	goTo(key) {
		this.#say({ miniprog: "to", key });
	}

	back() {
		this.#say({ miniprog: "back" });
	}

	// A program in an endless loop does not hear that it was mended: ask, and wait for an answer.
	reloadIfHung(path) {
		clearTimeout(this.#hung);
		this.#say({ miniprog: "where" });
		this.#hung = setTimeout(() => this.isOpen && this.reload(path()), PATIENCE);
	}

	// To a program that is not there yet nothing is said: the browser would complain. Tells whether it is.
	#say(message) {
		const isThere = this.#isThere && this.isOpen;
		if (isThere) this.#element.contentWindow.postMessage(message, this.#origin);
		return isThere;
	}

	// A new frame, because a program that hangs would not hear that it should reload.
	reload(path) {
		this.open(this.#origin, path);
	}
}

// Makes sure of the types of what a program says; what it says is its own affair.
function placeIn({ path, title, background, canGoBack, entries, key, ink, isWide }) {
	const listed = Array.isArray(entries) ? entries.slice(-MOST_ENTRIES) : [];
	return {
		path: textOf(path),
		title: textOf(title),
		background: textOf(background),
		canGoBack: canGoBack === true,
		key: textOf(key),
		ink: ink === "white" ? "white" : "black",
		isWide: isWide === true,
		entries: listed.map((one) => ({ key: textOf(one?.key), path: textOf(one?.path) })),
	};
}
