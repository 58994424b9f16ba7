// What keeps a program from being packed, made ready to be shown.

// Lists it as { place, message, hint }; warnings are left to the command line.
export function findingsOf({ failure, findings }) {
	const errors = findings.filter((finding) => finding.severity === "error");
	return [
		...(failure ? [{ place: "", message: failure.message, hint: failure.hint }] : []),
		...errors.map((finding) => ({
			place: finding.line ? `${finding.file}:${finding.line}:${finding.column}` : finding.file,
			message: `${finding.message} (${finding.code})`,
			hint: finding.hint,
		})),
	];
}

export function titleOf(lines) {
	return lines.length === 1 ? "1 finding" : `${lines.length} findings`;
}

const MAX_SHOWN = 20;

// Makes the items of a list.
export function drawItems(lines) {
	return lines.slice(0, MAX_SHOWN).map(({ place, message, hint }) => {
		const item = make("li", "");
		item.append(...(place ? [make("code", place)] : []), make("p", message));
		if (hint) {
			item.append(make("small", hint));
		}
		return item;
	});
}

export function make(name, text) {
	const element = document.createElement(name);
	element.textContent = text;
	return element;
}
