// The edge between the program and the panel, which is dragged, or moved with the arrow keys.
import { LEAST, MOST, setWidth, widthOf } from "./room.js";

const STEP = 24;

export class Divider {
	#edge;
	#saved;
	#width;

	constructor(edge, { width, saved }) {
		this.#edge = edge;
		this.#saved = saved;
		edge.addEventListener("pointerdown", (event) => {
			edge.setPointerCapture(event.pointerId);
			// else the frame takes the pointer as soon as it is over it
			document.body.classList.add("resizing");
		});
		edge.addEventListener("pointermove", (event) => {
			if (edge.hasPointerCapture(event.pointerId)) {
				this.set(this.#panel.getBoundingClientRect().right - event.clientX);
			}
		});
		edge.addEventListener("lostpointercapture", () => {
			document.body.classList.remove("resizing");
			saved(this.#width);
		});
		edge.addEventListener("keydown", (event) => {
			const change = { ArrowLeft: STEP, ArrowRight: -STEP }[event.key];
			if (change) {
				event.preventDefault();
				this.set(this.#width + change);
				this.#saved(this.#width);
			}
		});
		this.set(width);
	}

	get #panel() {
		return this.#edge.parentElement;
	}

	set(width) {
		this.#width = widthOf(width);
		setWidth(this.#width);
		this.#edge.setAttribute("aria-valuenow", String(this.#width));
		this.#edge.setAttribute("aria-valuemin", String(LEAST));
		this.#edge.setAttribute("aria-valuemax", String(MOST));
	}
}
