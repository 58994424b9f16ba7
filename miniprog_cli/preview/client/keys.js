// The keyboard: single keys, where nobody is writing, and the dialog that lists them.
import { element } from "./panel/element.js";

/** @type {(id: string) => any} */
const $ = (id) => document.getElementById(id);

const NAMES = { Escape: "Esc", " ": "Space" };

// `keys` is { key: [what it does, function] }.
export function listenForKeys(keys) {
	const dialog = $("help");
	const show = () => (dialog.open ? dialog.close() : dialog.showModal());
	const all = { ...keys, "?": ["Show and hide this list", show] };
	$("help-keys").replaceChildren(
		...Object.entries(all).map(([key, [words]]) =>
			element(
				"div",
				{},
				element("dt", {}, element("kbd", { text: NAMES[key] ?? key.toUpperCase() })),
				element("dd", { text: words }),
			),
		),
	);
	$("help-button").addEventListener("click", show);
	$("help-close").addEventListener("click", () => dialog.close());
	dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
	document.addEventListener("keydown", (event) => {
		const [, act] = all[event.key.toLowerCase()] ?? all[event.key] ?? [];
		const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing;
		const isFree = event.key === "?" || !dialog.open;
		if (act && isPlain && isFree && !isWriting(event.target)) {
			event.preventDefault();
			act();
		} else if (event.key === "Escape" && isWriting(event.target)) {
			/** @type {HTMLElement} */ (event.target).blur();
		}
	});
}

function isWriting(target) {
	if (!(target instanceof Element)) {
		return false;
	}
	const input = target.closest("input, textarea, select, [contenteditable]");
	const isBox = input instanceof HTMLInputElement && ["checkbox", "radio"].includes(input.type);
	return input !== null && !isBox;
}
