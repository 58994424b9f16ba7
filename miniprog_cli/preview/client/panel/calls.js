// What the program asked of its host: arguments, answer and time; and answers of one's own.
import { button, element } from "./element.js";
import { Log } from "./log.js";
import { clock, duration, numberOf, pretty, shown, textOf } from "./values.js";

const MOST_ROWS = 14; // of an answer, before it scrolls

export class Calls {
	#log;
	#answers = {};
	#order;
	#note;
	#own;
	#pending = new Set(); // keys

	constructor(order, own) {
		this.#order = order;
		this.#own = own;
		this.#log = new Log("calls", {
			label: "Calls",
			empty: "Nothing called yet. What the program asks of its host is listed here.",
			draw: (call) => this.#draw(call),
			own,
		});
		this.#note = element("div", { class: "note", hidden: true });
		this.toolbar = this.#log.toolbar;
		this.element = element("div", { class: "stack" }, this.#note, this.#log.element);
	}

	show(isShown) {
		this.#log.show(isShown);
	}

	owned() {
		this.#log.owned();
	}

	// What the page before has asked is answered no more: nobody is there to hear of it.
	mark(text) {
		for (const key of this.#pending) {
			const call = this.#log.get(key);
			if (call && !this.#own.has(call.page)) continue;
			if (call) this.#log.put(key, { ...call, isLeft: true });
			this.#pending.delete(key);
		}
		this.#log.mark(text);
	}

	heard(message) {
		const key = `${numberOf(message.page)} ${numberOf(message.id)}`;
		if (message.kind === "call") {
			const { id, api, via, args, at, refused } = message;
			const names = { api: textOf(api), via: textOf(via) || textOf(api) };
			const page = numberOf(message.page);
			this.#log.put(key, { id, page, ...names, args, at, isRefused: refused === true });
			this.#pending.add(key);
		} else if (message.kind === "answer" && this.#log.get(key)) {
			const { value, error, ms } = message;
			this.#pending.delete(key);
			this.#log.put(key, { ...this.#log.get(key), isAnswered: true, value, error, ms });
		}
	}

	// The same where another window has gone: those of `pages` are open.
	only(pages) {
		for (const key of this.#pending) {
			const call = this.#log.get(key);
			if (!pages.includes(call?.page)) {
				this.#pending.delete(key);
				if (call) this.#log.put(key, { ...call, isLeft: true });
			}
		}
	}

	// Lists what is answered with words of one's own.
	set({ answers = {} }) {
		this.#answers = answers;
		const names = Object.keys(answers);
		this.#note.hidden = names.length === 0;
		this.#note.replaceChildren(
			element("p", { text: "Answered as edited" }),
			...names.map((name) =>
				button(`${name} ✕`, () => this.#answer(name, null), {
					class: "chip",
					"aria-label": `Answer ${name} as usual again`,
				}),
			),
		);
	}

	// With `reload` the program is loaded again, and asks again.
	#answer(api, answer, reload = false) {
		this.#order({ settings: { answers: { [api]: answer } }, reload });
	}

	#draw(call) {
		const { via, args, isAnswered, isLeft, error, value, ms, at } = call;
		const open = isLeft ? "no answer" : "…";
		const name = via.replace(/^navigator\./, "");
		const said = error ? textOf(error.code) || shown(error) : shown(value, 120);
		return {
			kind: error ? "bad" : isAnswered || isLeft ? "" : "pending",
			words: `${via} ${shown(args)} ${said}`,
			summary: [
				element("code", { class: "name", text: name, title: via }),
				element("span", { class: "said", text: isAnswered ? said || "done" : open }),
				element("span", { class: "number", text: isAnswered ? duration(ms) : "" }),
			],
			body: () => [
				element("p", {
					class: "quiet",
					text: [clock(at), call.api, via === name ? "" : via].filter(Boolean).join(" · "),
				}),
				element("h3", { text: "Arguments" }),
				element("pre", { tabindex: "0", text: pretty(args) || "none" }),
				element("h3", { text: "Answer" }),
				// the host would never be asked for another answer
				call.isRefused ? element("p", { text: textOf(error?.message) }) : this.#editor(call),
			],
		};
	}

	#editor({ id, page, at, api, value, error, isAnswered }) {
		const own = this.#answers[api];
		const start = own ?? (error ? { error } : { value: value === undefined ? null : value });
		const text = isAnswered || own ? pretty(start) : '{\n  "value": null\n}';
		const field = element("textarea", {
			"aria-label": `Answer of ${api}`,
			rows: String(Math.min(MOST_ROWS, text.split("\n").length)),
			spellcheck: "false",
			value: text,
		});
		const wrong = element("p", { class: "wrong", role: "alert", hidden: true });
		const use = (reload) => {
			const { answer, message, position } = parsed(field.value);
			wrong.hidden = answer !== undefined;
			wrong.textContent = message ?? "";
			if (answer) {
				this.#answer(api, answer, reload);
				return;
			}
			field.focus();
			if (position !== undefined) {
				field.setSelectionRange(position, position + 1);
			}
			row.scrollIntoView({ block: "nearest" });
		};
		const row = element(
			"div",
			{ class: "row" },
			button("Answer this from now on", () => use(false), { class: "primary" }),
			button("Replay with this", () => use(true), {
				title: "Loads the program again, which then asks anew",
			}),
			button("As usual", () => this.#answer(api, null), {
				title: "Answers as the settings of the host say",
			}),
			button("Call again", () => this.#order({ tell: { kind: "again", id, at, page } }), {
				title: "The host answers once more, here: the program does not hear of it",
			}),
		);
		return element("div", { class: "editor" }, wrong, field, row);
	}
}

const FORM = 'An answer is {"value": …} or {"error": {"code": "denied"}}.';

// Gives the answer, or else a message that says what is wrong, and where if it is known.
function parsed(text) {
	try {
		const answer = JSON.parse(text);
		const names = Object.keys(answer ?? {});
		const isOne = names.length === 1 && ["value", "error"].includes(names[0]);
		return isOne ? { answer } : { message: FORM };
	} catch ({ message }) {
		// browsers say where in words of their own; at the end of the text they say no place
		const [reason] = message.split(/ in JSON at | at line /);
		const found = / position (\d+)/.exec(message);
		const position = found ? Number(found[1]) : text.length;
		const before = text.slice(0, position).split("\n");
		const place = `line ${before.length}, column ${before.at(-1).length + 1}`;
		return { message: `Not JSON, ${place}: ${reason}. ${FORM}`, position };
	}
}
