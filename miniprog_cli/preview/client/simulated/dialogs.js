/** What the simulated host asks a person, drawn over the program out of the reach of its styles. */
(() => {
	const simulated = globalThis.miniSimulated;
	const STYLE = `
		dialog { all: revert; font: 15px/1.45 system-ui, sans-serif; border: 0; border-radius: 14px;
			padding: 20px; width: min(300px, calc(100vw - 48px)); box-sizing: border-box;
			color: #17181c; background: #fff; box-shadow: 0 12px 40px #0005; }
		dialog::backdrop { background: #0006; }
		dialog.sheet { margin: auto auto 0; width: min(480px, 100vw); max-width: none;
			border-radius: 18px 18px 0 0; padding-bottom: 28px; }
		small { display: block; margin: 0 0 8px; font-size: 12px; color: #6b7080; }
		h2 { margin: 0 0 6px; font-size: 17px; }
		p { margin: 0 0 16px; overflow-wrap: anywhere; white-space: pre-line; }
		.money { font-size: 26px; font-weight: 650; text-align: center; }
		.choices { display: flex; gap: 10px; flex-wrap: wrap; }
		button { flex: 1; font: inherit; font-weight: 600; min-height: 44px; padding: 0 12px; border: 0;
			border-radius: 10px; background: #eceef2; color: #17181c; cursor: pointer; }
		button.first { background: var(--accent, #2b5cd9); color: var(--on-accent, #fff); }
		button:focus-visible { outline: 3px solid #8fb0ff; outline-offset: 2px; }
		.card { display: grid; gap: 2px; margin: 0 0 16px; padding: 12px; border-radius: 12px;
			background: #f3f4f7; overflow-wrap: anywhere; }
		.people { display: grid; grid-template-columns: repeat(4, 1fr); gap: 10px; margin: 0 0 16px; }
		.people button { min-height: 76px; padding: 4px; background: none; font-size: 12px;
			font-weight: 400; color: inherit; }
		.people i { display: grid; place-items: center; width: 44px; height: 44px; margin: 0 auto 4px;
			border-radius: 50%; background: var(--accent, #2b5cd9); color: var(--on-accent, #fff);
			font: 600 17px system-ui; }
		@media (prefers-color-scheme: dark) {
			dialog { color: #eceef2; background: #24262c; }
			small { color: #a2a7b4; }
			.card { background: #1a1c21; }
			button { background: #3a3d46; color: #eceef2; }
		}`;
	let waiting = Promise.resolve();

	/** How this host draws: its colour, the one on it, and whether questions come from below. */
	simulated.manner = { accent: "", onAccent: "", isSheet: false };

	/**
	 * Ask, one question at a time; gives the value of the button, or null where it was closed.
	 * `choices` are pairs of value and words; `inside` are elements between text and buttons.
	 */
	simulated.ask = ({ title, text, choices, inside = null, isSheet = null }) => {
		const asked = waiting.then(() => show({ title, text, choices, inside, isSheet }));
		waiting = asked.catch(() => {});
		return asked;
	};

	/** Make an element of a few words. */
	simulated.drawn = (name, words = "", properties = {}) =>
		Object.assign(document.createElement(name), { textContent: words, ...properties });

	async function show({ title, text, choices, inside, isSheet }) {
		await parsed();
		const { drawn, manner } = simulated;
		const host = document.createElement("miniprog-dialog");
		const root = host.attachShadow({ mode: "open" });
		const sheet = new CSSStyleSheet();
		sheet.replaceSync(STYLE);
		root.adoptedStyleSheets = [sheet];
		const dialog = drawn("dialog", "", { className: (isSheet ?? manner.isSheet) ? "sheet" : "" });
		dialog.style.setProperty("--accent", manner.accent);
		dialog.style.setProperty("--on-accent", manner.onAccent);
		dialog.setAttribute("aria-label", title);
		dialog.dir = "ltr"; // our words are English, whatever the program's are
		if (simulated.host !== "generic") dialog.append(drawn("small", simulated.title));
		dialog.append(drawn("h2", title, { dir: "auto" }));
		if (text) dialog.append(drawn("p", text, { dir: "auto" }));
		const row = drawn("div", "", { className: "choices" });
		root.append(dialog);
		return new Promise((resolve) => {
			for (const element of inside?.(end) ?? []) dialog.append(element);
			choices.forEach(([value, label], at) => {
				const button = drawn("button", label, {
					type: "button",
					className: at || value === null ? "" : "first",
				});
				button.addEventListener("click", () => end(value));
				row.append(button);
			});
			dialog.append(row);
			dialog.addEventListener("cancel", () => end(null));
			document.documentElement.append(host);
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
