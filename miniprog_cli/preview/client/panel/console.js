// What the program writes to its console, as the terminal has it too.
import { element } from "./element.js";
import { Log } from "./log.js";
import { clock, numberOf, textOf } from "./values.js";

const WANTED = {
	"All levels": null,
	"Warnings, errors": ["warn", "error"],
	Errors: ["error"],
};
const LEVELS = { error: "bad", warn: "doubtful", debug: "quiet" };

export class Console {
	#log;
	#number = 0;

	constructor(own) {
		this.#log = new Log("lines", {
			label: "Console",
			empty: "Nothing written yet. The terminal shows the same lines.",
			draw,
			own,
		});
		const level = element("select", {
			class: "level",
			"aria-label": "Levels",
			on: {
				change: () => {
					const wanted = WANTED[level.value];
					this.#log.only((line) => !wanted || wanted.includes(line.level));
				},
			},
		});
		level.append(...Object.keys(WANTED).map((name) => new Option(name)));
		this.toolbar = this.#log.toolbar;
		this.toolbar.prepend(level);
		this.element = this.#log.element;
	}

	show(isShown) {
		this.#log.show(isShown);
	}

	owned() {
		this.#log.owned();
	}

	mark(text) {
		this.#log.mark(text);
	}

	heard(message) {
		this.#number += 1;
		if (message.kind === "dropped") {
			const text = `${Number(message.number) || 0} more messages were left out`;
			this.#log.put(this.#number, { level: "warn", text, place: "", at: message.at });
			return;
		}
		const line = {
			page: numberOf(message.page),
			at: message.at,
			level: textOf(message.level),
			text: textOf(message.text),
			place: placeOf(message),
			times: 1,
		};
		const { key, item } = this.#log.latest;
		if (item && isSame(item, line)) {
			this.#log.put(key, { ...line, times: item.times + 1 });
		} else {
			this.#log.put(this.#number, line);
		}
	}
}

function isSame(one, other) {
	return ["page", "level", "text", "place"].every((name) => one[name] === other[name]);
}

function placeOf({ file, line, column, path }) {
	const at = [numberOf(line), numberOf(column)].filter((number) => number !== null);
	return file ? [textOf(file), ...at].join(":") : textOf(path);
}

function draw({ level, text, place, at, times }) {
	const [first, ...rest] = text.split("\n");
	return {
		kind: LEVELS[level] ?? "",
		words: `${text} ${place}`,
		summary: [
			element("time", { class: "number", text: numberOf(at) === null ? "" : clock(at) }),
			element(
				"span",
				{ class: "words" },
				element("code", { class: "place", title: place }, element("bdi", { text: place })),
				times > 1 ? drawTimes(times) : null,
				element("span", { text: first }),
			),
		],
		body: rest.length > 0 ? () => [element("pre", { tabindex: "0", text })] : null,
	};
}

function drawTimes(times) {
	return element("span", {
		class: "badge times",
		role: "img",
		"aria-label": `${times} times`,
		text: String(times),
	});
}
