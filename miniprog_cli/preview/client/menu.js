// A menu: opens at its button, and closes by Escape or by going elsewhere.

export class Menu {
	#menu;
	#button;

	// `opens()` is called before it is shown.
	constructor(menu, button, opens = () => {}) {
		this.#menu = menu;
		this.#button = button;
		button.addEventListener("click", () => {
			if (menu.hidden) {
				opens();
			}
			this.#set(menu.hidden);
		});
		document.addEventListener("keydown", (event) => {
			if (event.key === "Escape" && !menu.hidden) {
				this.close();
				button.focus();
			}
		});
		document.addEventListener("pointerdown", (event) => {
			if (!event.composedPath().some((each) => each === menu || each === button)) {
				this.close();
			}
		});
		window.addEventListener("blur", () => this.close());
	}

	close() {
		this.#set(false);
	}

	#set(isOpen) {
		this.#menu.hidden = !isOpen;
		this.#button.setAttribute("aria-expanded", String(isOpen));
	}
}
