// Words for people, in which code stands between backticks.

// Gives the parts of a text; a backtick without another one is what it is.
export function prose(text) {
	return String(text ?? "")
		.split(/`([^`\n]+)`/)
		.map((part, index) => (index % 2 ? code(part) : part));
}

function code(text) {
	const element = document.createElement("code");
	element.textContent = text;
	return element;
}
