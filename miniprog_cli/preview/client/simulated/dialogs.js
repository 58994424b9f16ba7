/** What the simulated host asks a person, drawn over the program out of the reach of its styles. */
(() => {
	const simulated = globalThis.miniSimulated;
	const STYLE = `
		dialog { all: revert; font: 15px/1.45 system-ui, sans-serif; border: 0; border-radius: 14px;
			padding: 20px; width: min(300px, calc(100vw - 48px)); box-sizing: border-box;
			color: #17181c; background: #fff; box-shadow: 0 12px 40px #0005; }
		dialog::backdrop { background: #0006; }
		h2 { margin: 0 0 6px; font-size: 17px; }
		p { margin: 0 0 16px; overflow-wrap: anywhere; }
		div { display: flex; gap: 10px; flex-wrap: wrap; }
		button { flex: 1; font: inherit; font-weight: 600; min-height: 44px; padding: 0 12px; border: 0;
			border-radius: 10px; background: #eceef2; color: #17181c; cursor: pointer; }
		button:first-of-type { background: #2b5cd9; color: #fff; }
		button:focus-visible { outline: 3px solid #8fb0ff; outline-offset: 2px; }
		@media (prefers-color-scheme: dark) {
			dialog { color: #eceef2; background: #24262c; }
			button { background: #3a3d46; color: #eceef2; }
		}`;
	let waiting = Promise.resolve();

	/**
	 * Ask, one question at a time; gives the value of the button, or null where it was closed.
	 * `choices` are pairs of value and words.
	 */
	simulated.ask = ({ title, text, choices }) => {
		const asked = waiting.then(() => show({ title, text, choices }));
		waiting = asked;
		return asked;
	};

	async function show({ title, text, choices }) {
		await parsed();
		const host = document.createElement("miniprog-dialog");
		const root = host.attachShadow({ mode: "open" });
		const sheet = new CSSStyleSheet();
		sheet.replaceSync(STYLE);
		root.adoptedStyleSheets = [sheet];
		const dialog = document.createElement("dialog");
		const heading = Object.assign(document.createElement("h2"), { textContent: title });
		const words = Object.assign(document.createElement("p"), { textContent: text });
		const row = document.createElement("div");
		dialog.setAttribute("aria-label", title);
		dialog.append(heading, words, row);
		root.append(dialog);
		document.documentElement.append(host);
		return new Promise((resolve) => {
			for (const [value, label] of choices) {
				const button = Object.assign(document.createElement("button"), { textContent: label });
				button.addEventListener("click", () => end(value));
				row.append(button);
			}
			dialog.addEventListener("cancel", () => end(null));
			dialog.showModal();
			function end(value) {
				host.remove();
				resolve(value);
			}
		});
	}

	function parsed() {
		if (document.body) return null;
		return new Promise((resolve) =>
			document.addEventListener("DOMContentLoaded", resolve, { once: true }),
		);
	}
})();
