// The life of the program: in front, out of sight, and started again from a scene and a query.
import { button, element } from "./element.js";

// `settings` are changed through `order`; `start(query)` opens the program anew.
export class Launch {
	#isVisible = true;
	#hide;
	#scene;
	#start;
	#query;

	constructor({ order, start }) {
		this.#hide = button("Hide it", () =>
			order({ settings: { page: { visible: !this.#isVisible } } }),
		);
		this.#scene = field("Scene", "such as 1011");
		this.#start = field("Start parameter", "what a link brings along");
		this.#query = field("Query of the page", "item=3&from=share");
		const cold = button(
			"Cold start",
			() => {
				const launch = { scene: this.#scene.input.value, start: this.#start.input.value };
				order({ settings: { launch } });
				start(this.#query.input.value);
			},
			{ class: "primary" },
		);
		this.element = element(
			"section",
			{ class: "card group", "aria-label": "Lifecycle" },
			element("header", {}, element("h3", { text: "Lifecycle" })),
			element("div", { class: "row" }, this.#hide, cold),
			this.#scene.label,
			this.#start.label,
			this.#query.label,
		);
	}

	set({ page, launch }) {
		this.#hide.hidden = page === undefined;
		this.#isVisible = page?.visible !== false;
		this.#hide.textContent = this.#isVisible ? "Hide it" : "Show it again";
		this.#hide.setAttribute("aria-pressed", String(!this.#isVisible));
		for (const [input, value] of [
			[this.#scene.input, launch?.scene],
			[this.#start.input, launch?.start],
		]) {
			if (document.activeElement !== input && typeof value === "string") {
				input.value = value;
			}
		}
	}
}

function field(text, placeholder) {
	const input = element("input", { type: "text", placeholder });
	return {
		input,
		label: element("label", { class: "setting" }, element("span", { text }), input),
	};
}
