// Something that went wrong in the program, and the lines of its source around the place.

const MAX_TEXT = 4000;
const MAX_LINES = 20;
const MAX_FAULTS = 50;
const KINDS = ["error", "rejection", "load", "blocked"];

// Makes sure of the types of what a program says; what it says is its own affair.
export function faultIn(data) {
	const { file, line, column } = data;
	return {
		id: Number(data.id) || 0,
		kind: KINDS.includes(data.kind) ? data.kind : "error",
		message: textOf(data.message),
		hint: textOf(data.hint),
		place: [textOf(file), ...(line > 0 ? [Number(line), Number(column)] : [])].join(":"),
		excerpt: excerptIn(data.excerpt),
	};
}

export function textOf(value) {
	return typeof value === "string" ? value.slice(0, MAX_TEXT) : "";
}

function excerptIn(value) {
	const isOne = value && Array.isArray(value.lines) && Number.isInteger(value.first);
	return isOne
		? {
				first: value.first,
				lines: value.lines.slice(0, MAX_LINES).map(textOf),
				line: Number(value.line),
				caret: Math.max(0, Math.min(MAX_TEXT, Number(value.caret) || 0)),
			}
		: null;
}

// The faults of one page, each once, ready to be listed among its findings.
export class Faults {
	#lines = new Map();

	// A fault that is known already may come again with its source. Tells whether it is a new one.
	add({ id, kind, message, hint, place, excerpt }) {
		const isNew = !this.#lines.has(id);
		if (!isNew || this.#lines.size < MAX_FAULTS) {
			this.#lines.set(id, { severity: "error", fault: kind, place, message, hint, excerpt });
		}
		return isNew;
	}

	clear() {
		this.#lines.clear();
	}

	// What stopped a script first, and then the latest first.
	get lines() {
		const known = new Map([...this.#lines.values()].map((line) => [JSON.stringify(line), line]));
		const latest = [...known.values()].reverse();
		const isBreak = ({ fault }) => fault === "error" || fault === "rejection";
		return [...latest.filter(isBreak), ...latest.filter((line) => !isBreak(line))];
	}
}

// Draws the lines with their numbers, and a caret below the place.
export function drawExcerpt({ first, lines, line, caret }) {
	const width = String(first + lines.length - 1).length;
	const block = document.createElement("pre");
	block.tabIndex = 0; // it may be wider than its box, and then scrolls
	for (const [index, text] of lines.entries()) {
		const number = first + index;
		block.append(row(String(number).padStart(width), number === line, text));
		if (number === line) {
			const mark = document.createElement("span");
			mark.textContent = "^";
			block.append(row(" ".repeat(width), true, " ".repeat(caret), mark));
			showMark(block, mark);
		}
	}
	return block;
}

/** @param {(string | Node)[]} parts */
function row(number, isMeant, ...parts) {
	const element = document.createElement(isMeant ? "b" : "span");
	const label = document.createElement("i");
	label.textContent = `${number} `;
	element.append(label, ...parts, "\n");
	return element;
}

// Brings the place into sight where its line is long, each time the excerpt comes to be seen.
function showMark(block, mark) {
	const seen = new IntersectionObserver(([{ isIntersecting }]) => {
		if (isIntersecting && block.scrollLeft === 0) {
			const at = mark.getBoundingClientRect().right - block.getBoundingClientRect().left;
			block.scrollLeft = at > block.clientWidth ? at - block.clientWidth / 2 : 0;
		}
	});
	seen.observe(block);
}
