// What is written into fields and chosen in them. The value is said with each key, and again at the
// next one: a session that ends there, and a key that leads to something, find it written down.

const NOT_WRITTEN = ["button", "checkbox", "file", "image", "radio", "reset", "submit"];
const SECRET = "MINIPROG_PASSWORD"; // nobody wants to find a password in a file

export class Fields {
	#did;
	#noticed;
	#filled = null; // the field that was, and still has the focus
	#last = null; // the same, until there is another one
	#value = "";
	#before = new Set(); // what was shown before it was

	constructor(did, noticed) {
		this.#did = did;
		this.#noticed = noticed;
	}

	// An element that somebody has written into, or chosen in; `isLast` where it only says so again.
	took(target, isLast) {
		const field = isField(target) ? target : editable(target);
		if (!field) return;
		const value = written(field);
		const isAgain = field === this.#filled;
		const isKnown = isAgain || (isLast && field === this.#last);
		if (isKnown && JSON.stringify(value) === JSON.stringify(this.#value)) return;
		if (!isAgain) this.#before = this.#noticed.shown;
		this.#filled = this.#last = field;
		this.#value = value;
		const said = field.type === "password" ? { env: SECRET } : { value };
		this.#did("fill", field, isAgain ? { ...said, again: true } : said, this.#before);
	}

	left() {
		this.#filled = null;
	}
}

export function isField(element) {
	const isInput = element?.localName === "input" && !NOT_WRITTEN.includes(element.type);
	return isInput || ["select", "option", "textarea"].includes(element?.localName);
}

// What can be edited and is no field, an element is in.
export function editable(element) {
	return element?.closest("[contenteditable]:not([contenteditable=false])") ?? null;
}

// A field that nobody can write into opens something else when it is tapped.
export function isWritten(element) {
	return (isField(element) && !element.readOnly) || editable(element) !== null;
}

function written(field) {
	if (field.multiple && field.selectedOptions)
		return [...field.selectedOptions].map((one) => one.value);
	return isField(field) ? String(field.value) : field.textContent;
}
