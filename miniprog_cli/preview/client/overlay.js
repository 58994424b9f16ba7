// Shows over the program what keeps it from being packed and what went wrong in it, until it is mended.
import { Faults, faultIn } from "./excerpt.js";
import { Ages, drawItems, findingsOf, isError, make, titleOf, withFaults } from "./findings.js";

const panel = document.createElement("miniprog-overlay");
let dismissed = "";
let findings = [];
const ages = new Ages();
const faults = new Faults();

export function show(state) {
	findings = ages.sorted(findingsOf(state).filter(isError));
	refresh();
}

export function addFault(data) {
	faults.add(faultIn(data));
	refresh();
}

export function forgetFaults() {
	faults.clear();
	refresh();
}

function refresh() {
	const lines = withFaults(findings, faults.lines);
	const key = JSON.stringify(lines);
	if (lines.length === 0 || key === dismissed) {
		panel.remove();
		return;
	}
	dismissed = "";
	draw(lines, key);
	document.documentElement.append(panel);
}

function draw(lines, key) {
	const root = panel.shadowRoot ?? panel.attachShadow({ mode: "open" });
	root.adoptedStyleSheets = [styles()];
	const box = make("section", "");
	box.setAttribute("role", "alert");
	const button = make("button", "Dismiss");
	button.type = "button";
	button.addEventListener("click", () => {
		dismissed = key;
		panel.remove();
	});
	const list = make("ol", "");
	list.append(...drawItems(lines));
	box.append(make("h2", titleOf(lines)), button, list);
	root.replaceChildren(box);
}

// Constructed, because the program's policy may forbid style elements.
let sheet;
function styles() {
	if (!sheet) {
		sheet = new CSSStyleSheet();
		sheet.replaceSync(`
			:host { all: initial; }
			section { position: fixed; inset: auto 0 0 0; z-index: 2147483647; max-height: 60vh; overflow: auto;
				box-sizing: border-box; padding: 16px 20px; background: #1d1f24; color: #f3f4f6;
				border-top: 3px solid #f0645a; font: 14px/1.5 system-ui, sans-serif; }
			h2 { margin: 0; font-size: 15px; display: inline; }
			button { float: right; font: inherit; color: inherit; background: #363a43; border: 0; border-radius: 8px; padding: 4px 12px; cursor: pointer; }
			button:focus-visible { outline: 2px solid #8ab4ff; outline-offset: 2px; }
			ol { margin: 12px 0 0; padding: 0; list-style: none; display: grid; grid-template-columns: minmax(0, 1fr); gap: 12px; }
			code { font: 13px ui-monospace, monospace; color: #ffb4ab; }
			p code, small code { color: inherit; background: #33363e; border-radius: 4px; padding: 0 4px; }
			pre { margin: 6px 0 0; padding: 8px 10px; overflow: auto; border-radius: 6px; background: #111318;
				font: 12px/1.5 ui-monospace, monospace; color: #b8bdc9; tab-size: 2; }
			pre.output { white-space: pre-wrap; overflow-wrap: anywhere; }
			pre b { font-weight: inherit; color: #fff; } pre i { position: sticky; left: -10px; background: #111318; font-style: normal; color: #868c99; user-select: none; }
			p { margin: 0; overflow-wrap: anywhere; } small { color: #b8bdc9; font-size: 13px; }
		`);
	}
	return sheet;
}
