// What pages say, made sure of: a program may send anything under any name.

const MAX = 4000;

export function textOf(value, most = MAX) {
	return typeof value === "string" ? value.slice(0, most) : "";
}

export function numberOf(value) {
	return typeof value === "number" && Number.isFinite(value) ? value : null;
}

// One line of JSON, or nothing for what has none.
export function shown(value, most = 200) {
	const text = value === undefined ? "" : (JSON.stringify(value) ?? "");
	return text.length > most ? `${text.slice(0, most)}…` : text;
}

// JSON on many lines, for a person to read or edit.
export function pretty(value) {
	return value === undefined ? "" : (JSON.stringify(value, null, 2) ?? "").slice(0, 5 * MAX);
}

export function duration(ms) {
	const number = numberOf(ms);
	if (number === null) {
		return "";
	}
	return number < 1000 ? `${Math.round(number)} ms` : `${(number / 1000).toFixed(1)} s`;
}

// Bytes as the tool writes them: 1024-based, rounded up, so that no excess is hidden.
export function size(bytes) {
	const number = numberOf(bytes);
	if (number === null) {
		return "";
	}
	if (number < 1024) {
		return `${number} B`;
	}
	const [unit, name] = number < 1024 * 1024 ? [1024, "KB"] : [1024 * 1024, "MB"];
	return `${(Math.ceil((number * 10) / unit) / 10).toFixed(1)} ${name}`;
}

// The clock of a moment in milliseconds since 1970.
export function clock(at) {
	const moment = new Date(numberOf(at) ?? Date.now());
	return Number.isNaN(moment.valueOf()) ? "" : moment.toTimeString().slice(0, 8);
}
