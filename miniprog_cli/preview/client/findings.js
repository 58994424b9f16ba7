// What is wrong with a program, made ready to be shown.
import { drawExcerpt } from "./excerpt.js";
import { prose } from "./prose.js";

// Lists it as { severity, place, message, hint }, errors first.
export function findingsOf({ failure, build = null, findings }) {
	const lines = findings.map((finding) => ({
		key: `${finding.code} ${finding.file} ${finding.message}`,
		severity: finding.severity,
		place: placeOf(finding),
		message: `${finding.message} (${finding.code})`,
		hint: finding.hint,
		hosts: finding.hosts,
	}));
	const broken = [failure, build]
		.filter(Boolean)
		.map((each) => ({ severity: "error", place: "", key: each.message, isBase: true, ...each }));
	return [...broken, ...errorsFirst(lines)];
}

// Puts what went wrong in the program behind that without which it is not the one that was saved.
export function withFaults(findings, faults) {
	const isBase = (line) => line.isBase === true;
	return [...findings.filter(isBase), ...faults, ...findings.filter((line) => !isBase(line))];
}

function errorsFirst(lines) {
	return [...lines.filter(isError), ...lines.filter((line) => !isError(line))];
}

// Remembers since when each is there: what the last save brought is what a person looks for.
export class Ages {
	#ages = new Map();
	#now = 0;

	// Sorts the latest to the front, but errors before warnings; what came at once stays in order.
	sorted(lines) {
		this.#now += 1;
		this.#ages = new Map(lines.map(({ key }) => [key, this.#ages.get(key) ?? this.#now]));
		const age = ({ key }) => this.#ages.get(key);
		return errorsFirst(lines.toSorted((one, other) => age(other) - age(one)));
	}
}

function placeOf({ file, line, column }) {
	if (file === ".") {
		return "the whole program";
	}
	return line ? `${file}:${line}:${column}` : file;
}

export function isError({ severity }) {
	return severity === "error";
}

// Counts them in words; empty where there are none.
export function titleOf(lines) {
	const errors = lines.filter(isError).length;
	return [counted(errors, "error"), counted(lines.length - errors, "warning")]
		.filter(Boolean)
		.join(", ");
}

function counted(number, noun) {
	return number ? `${number} ${noun}${number > 1 ? "s" : ""}` : "";
}

const MAX_SHOWN = 20;

// Makes the items of a list.
export function drawItems(lines) {
	return lines.slice(0, MAX_SHOWN).map(({ severity, place, message, hint, excerpt, output }) => {
		const item = make("li", "");
		item.className = severity;
		item.append(...(place ? [make("code", place)] : []), said("p", message));
		if (hint) {
			item.append(said("small", hint));
		}
		if (excerpt) {
			item.append(drawExcerpt(excerpt));
		}
		if (output) {
			const block = make("pre", output);
			block.className = "output";
			item.append(block);
		}
		return item;
	});
}

function said(name, text) {
	const element = document.createElement(name);
	element.append(...prose(text));
	return element;
}

export function make(name, text) {
	const element = document.createElement(name);
	element.textContent = text;
	return element;
}
