// Which pages of the program are those of this window: others may be open beside it, or on a phone,
// and all are told of. The server numbers them, and each says its number to the page around it.

const KEY = "miniprog-own";
const MOST = 300;

export class Own {
	#server = "";
	#numbers = new Set();
	#changed = () => {};
	// the page that is open now
	latest;

	// Takes which server numbers them; what a window has had before it was loaded anew is its own, too.
	begin(server) {
		if (server === this.#server) {
			return;
		}
		this.#server = server;
		this.latest = undefined;
		this.#numbers = new Set(remembered(server));
	}

	heard(number) {
		this.latest = number;
		this.#numbers.add(number);
		remember({ server: this.#server, numbers: [...this.#numbers].slice(-MOST) });
		this.#changed();
	}

	onChange(changed) {
		this.#changed = changed;
	}

	// Until a page has said its number, all may be.
	has(number) {
		return this.#numbers.size === 0 || this.#numbers.has(number);
	}
}

function remembered(server) {
	try {
		const kept = JSON.parse(sessionStorage.getItem(KEY));
		return kept?.server === server ? kept.numbers : [];
	} catch {
		return [];
	}
}

function remember(kept) {
	try {
		sessionStorage.setItem(KEY, JSON.stringify(kept));
	} catch {
		// then it is forgotten
	}
}
