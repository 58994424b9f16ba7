// Makes elements. What a program says only ever becomes text here, never markup.

const PROPERTIES = new Set(["value", "checked", "disabled", "hidden", "open", "htmlFor"]);

// `options` are attributes, but for: `text`, `class`, `on` (listeners) and the properties above; what
// is null or undefined is left out.
export function element(name, options = {}, ...children) {
	const made = document.createElement(name);
	for (const [key, value] of Object.entries(options)) {
		set(made, key, value);
	}
	made.append(...children.filter((child) => child !== null && child !== undefined));
	return made;
}

function set(made, key, value) {
	if (value === null || value === undefined) {
		return;
	}
	if (key === "text") {
		made.textContent = value;
	} else if (key === "on") {
		for (const [type, listener] of Object.entries(value)) {
			made.addEventListener(type, listener);
		}
	} else if (PROPERTIES.has(key)) {
		made[key] = value;
	} else {
		made.setAttribute(key, String(value));
	}
}

// A button that says what it does, in words or by an icon with a name.
export function button(text, pressed, options = {}) {
	return element("button", { type: "button", text, on: { click: pressed }, ...options });
}

const SVG = "http://www.w3.org/2000/svg";

// Line drawings of 20 by 20, by us.
const ICONS = {
	simulate: "M4 6h7M15 6h1M4 14h1M9 14h7M13 4v4M7 12v4",
	calls: "M7 5 3 10l4 5M13 5l4 5-4 5",
	network: "M6 4v12M6 4 3.500 6.500M6 4l2.500 2.500M14 16V4M14 16l-2.500-2.500M14 16l2.500-2.500",
	console: "M4 6l4 4-4 4M10 15h6",
	storage:
		"M4 5.500C4 4 7 3.500 10 3.500s6 .500 6 2-3 2-6 2-6-.500-6-2zM4 5.500v9c0 1.500 3 2 6 2s6-.500 6-2v-9M4 10c0 1.500 3 2 6 2s6-.500 6-2",
	findings: "M10 3.500 17 16H3zM10 8.500v3.500M10 14v.100",
	size: "M3.500 3.500h13v13h-13zM10 3.500v13M10 9h6.500",
	components: "M3.500 3.500h6v5h-6zM11 11.500h5.500v5H11zM6.500 8.500V14H11",
	saves: "M10 5.500V10l3 2M3.500 10a6.500 6.500 0 1 0 2-4.700M3.500 4v3h3",
	clear: "M10 3.500a6.500 6.500 0 1 0 0 13 6.500 6.500 0 0 0 0-13zM5.500 5.500l9 9",
	close: "M5.500 5.500l9 9M14.500 5.500l-9 9",
	help: "M7.500 7.500A2.500 2.500 0 1 1 10 10.500v1.200M10 14.200v.100",
	back: "M12.500 4.500 7 10l5.500 5.500",
	plus: "M10 4.500v11M4.500 10h11",
};

export function icon(name) {
	const drawn = document.createElementNS(SVG, "svg");
	drawn.setAttribute("viewBox", "0 0 20 20");
	drawn.setAttribute("aria-hidden", "true");
	const path = document.createElementNS(SVG, "path");
	path.setAttribute("d", ICONS[name]);
	drawn.append(path);
	return drawn;
}
