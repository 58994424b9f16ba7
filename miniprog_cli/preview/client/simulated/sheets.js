/** What a host draws at more than a question: what is shared, paid for, read or shown. */
(() => {
	const simulated = globalThis.miniSimulated;
	const { ask, drawn } = simulated;
	const TARGETS = ["Ada", "Family", "Copy link", "More"];

	/** Let the person choose who gets a card; gives the name, null where the sheet was closed. */
	simulated.askShare = ({ title, text, url }) =>
		ask({
			title: "Share",
			text: "",
			choices: [[null, "Cancel"]],
			isSheet: true,
			inside(end) {
				const card = drawn("div", "", { className: "card" });
				const words = [title, text].filter(Boolean);
				card.append(drawn("b", words[0] ?? document.title));
				if (words[1]) card.append(drawn("span", words[1]));
				if (url) card.append(drawn("small", url));
				const people = drawn("div", "", { className: "people" });
				for (const name of TARGETS) {
					const button = drawn("button", "", { type: "button" });
					button.append(drawn("i", name[0], { ariaHidden: "true" }), name);
					button.addEventListener("click", () => end(name));
					people.append(button);
				}
				return [card, people];
			},
		});

	/** Let the person pay, or not; gives `success`, `fail` or null. `what` is what is paid for. */
	simulated.askPay = ({ what, amount }) =>
		ask({
			title: "Pay",
			text: "No money moves: this is the preview.",
			choices: [
				["success", "Pay"],
				["fail", "Let it fail"],
				[null, "Cancel"],
			],
			isSheet: true,
			inside: () => [
				...(amount ? [drawn("p", amount, { className: "money" })] : []),
				drawn("div", what, { className: "card" }),
			],
		});

	// -- buttons that a host draws over the program, for programs that set them

	const BAR = `
		:host { all: initial; }
		button { position: fixed; z-index: 2147483646; font: 600 15px system-ui, sans-serif; border: 0;
			border-radius: 10px; min-height: 44px; padding: 0 14px; color: #fff; cursor: pointer; }
		.main, .secondary { left: 12px; right: 12px; bottom: 12px; }
		.secondary { bottom: 66px; }
		.back { top: 8px; left: 8px; min-height: 36px; border-radius: 18px; background: #0009; }
		button:disabled { opacity: 0.5; }`;
	const buttons = new Map();

	/** Draw, change or hide a button: `main`, `secondary` or `back`. */
	simulated.button = (id, { is_visible: isVisible, is_active: isActive, text, color }, pressed) => {
		buttons.get(id)?.remove();
		buttons.delete(id);
		if (!isVisible) return;
		const host = document.createElement("miniprog-button");
		const root = host.attachShadow({ mode: "open" });
		const sheet = new CSSStyleSheet();
		sheet.replaceSync(BAR);
		root.adoptedStyleSheets = [sheet];
		const button = drawn("button", text, { type: "button", className: id });
		button.disabled = isActive === false;
		if (id !== "back") button.style.background = color ?? simulated.manner.accent;
		button.addEventListener("click", pressed);
		root.append(button);
		buttons.set(id, host);
		document.documentElement.append(host);
	};
})();
