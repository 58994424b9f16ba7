// One control for one setting, by the kind of its default: a switch, a number, a text, or choices.
import { element } from "./element.js";
import { choiceName } from "./wording.js";

let number = 0;
const MOST_LETTERS = 16; // that stand apart from each other in the narrowest panel

// Makes a labelled control of { label, initial, choices, changed }: gives its element, and a function
// that shows a value; `changed(value)` hears of the person's.
export function control(asked) {
	if (asked.choices) {
		const letters = asked.choices.map(choiceName).join("").length;
		return asked.choices.length <= 3 && letters <= MOST_LETTERS ? segments(asked) : list(asked);
	}
	return typeof asked.initial === "boolean" ? toggle(asked) : field(asked);
}

function toggle({ label, changed }) {
	const box = element("input", {
		type: "checkbox",
		role: "switch",
		on: { change: () => changed(box.checked) },
	});
	return {
		element: element("label", { class: "setting" }, element("span", { text: label }), box),
		show(value) {
			box.checked = value === true;
		},
	};
}

function field({ label, initial, changed }) {
	const isNumber = typeof initial === "number";
	const input = element("input", {
		type: isNumber ? "number" : "text",
		step: isNumber ? "any" : null,
		on: {
			change() {
				if (!isNumber) {
					changed(input.value);
				} else if (input.value !== "" && Number.isFinite(input.valueAsNumber)) {
					changed(input.valueAsNumber);
				}
			},
		},
	});
	return {
		element: element("label", { class: "setting" }, element("span", { text: label }), input),
		show(value) {
			if (document.activeElement !== input) {
				input.value = String(value);
			}
		},
	};
}

function list({ label, choices, changed }) {
	const select = element("select", { on: { change: () => changed(select.value) } });
	select.append(...choices.map((value) => new Option(choiceName(value), value)));
	return {
		element: element("label", { class: "setting" }, element("span", { text: label }), select),
		show(value) {
			select.value = value;
		},
	};
}

// Radio buttons side by side: the arrow keys choose, as the browser has it.
function segments({ label, choices, changed }) {
	number += 1;
	const name = `setting-${number}`;
	const boxes = choices.map((value) =>
		element("input", {
			type: "radio",
			name,
			value,
			on: { change: () => changed(value) },
		}),
	);
	const labels = boxes.map((box) =>
		element("label", {}, box, element("span", { text: choiceName(box.value) })),
	);
	return {
		element: element(
			"div",
			{ class: "setting", role: "radiogroup", "aria-label": label },
			element("span", { text: label, "aria-hidden": "true" }),
			element("span", { class: "segments" }, ...labels),
		),
		show(value) {
			for (const box of boxes) {
				box.checked = box.value === value;
			}
		},
	};
}
