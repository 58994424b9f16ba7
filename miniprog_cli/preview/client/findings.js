// What is wrong with a program, made ready to be shown.
import { drawExcerpt } from "./excerpt.js";

// Lists it as { severity, place, message, hint }, errors first.
export function findingsOf({ failure, findings }) {
	const lines = findings.map((finding) => ({
		severity: finding.severity,
		place: placeOf(finding),
		message: `${finding.message} (${finding.code})`,
		hint: finding.hint,
		hosts: finding.hosts,
	}));
	return [
		...(failure ? [{ severity: "error", place: "", ...failure }] : []),
		...lines.filter(isError),
		...lines.filter((line) => !isError(line)),
	];
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
	return lines.slice(0, MAX_SHOWN).map(({ severity, place, message, hint, excerpt }) => {
		const item = make("li", "");
		item.className = severity;
		item.append(...(place ? [make("code", place)] : []), make("p", message));
		if (hint) {
			item.append(make("small", hint));
		}
		if (excerpt) {
			item.append(drawExcerpt(excerpt));
		}
		return item;
	});
}

export function make(name, text) {
	const element = document.createElement(name);
	element.textContent = text;
	return element;
}
