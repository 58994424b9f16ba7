// Where the program is: its path, its title, and what stands around it for that.

/** @type {(id: string) => any} */
const $ = (id) => document.getElementById(id);

export class Place {
	path = placeOf(location.hash.slice(1));
	#bar;
	#state;
	#said = { title: "", canGoBack: false };

	// `state()` gives what the server last said.
	constructor(bar, state) {
		this.#bar = bar;
		this.#state = state;
	}

	get origin() {
		return `http://${location.hostname}:${this.#state().program_port}`;
	}

	begin(start) {
		this.path ||= start;
	}

	// Takes what the program says of itself.
	show({ path, title = "", background = "", canGoBack = false }) {
		this.path = placeOf(path) || "/";
		this.#said = { title, canGoBack };
		const address = new URL(this.path, this.origin).href;
		$("address").textContent = address;
		$("address").title = address;
		$("alone").href = address;
		$("menu-alone").href = address;
		const behind = colourOf(background) || colourOf(this.#state().background);
		$("screen").style.setProperty("--behind", behind);
		history.replaceState(null, "", `#${this.path}`);
		this.showTitle();
		this.showPages();
	}

	// The manifest has the last word on the title, as it has in hosts.
	showTitle() {
		const state = this.#state();
		if (state) {
			this.#bar.showPlace({
				title: state.title || this.#said.title || state.name,
				address: new URL(this.origin).host,
				canGoBack: this.#said.canGoBack,
			});
		}
	}

	showPages() {
		const known = this.#state().pages;
		const current = this.path.replace(/^\/|[?#].*$/g, "");
		const pages = known.includes(current) ? known : [...known, current];
		const options = pages.map((page) => new Option(page || "/", page, false, page === current));
		$("page").replaceChildren(...options);
	}
}

// A colour and nothing else, or an empty text.
function colourOf(text) {
	return text && CSS.supports("color", text) ? text : "";
}

// A path of the program, or nothing: behind its origin anything else could name another site.
export function placeOf(text) {
	const base = location.origin;
	const isPath = /^\/(?![/\\])/.test(text) && URL.canParse(text, base);
	return isPath && new URL(text, base).origin === base ? text : "";
}
