// What the files of the program come to: against the limits of the host, by type, and one by one.
import { element } from "./element.js";
import { squarified } from "./treemap.js";
import { size } from "./values.js";

const TYPES = {
	Pages: ["html", "htm", "wxml", "ttml", "axml", "swan"],
	Scripts: ["js", "mjs", "cjs", "ts", "wxs", "sjs"],
	Styles: ["css", "wxss", "ttss", "acss", "less", "scss", "sass"],
	Pictures: ["png", "jpg", "jpeg", "webp", "avif", "gif", "svg", "ico", "bmp"],
	Fonts: ["woff", "woff2", "ttf", "otf"],
	Media: ["mp3", "m4a", "aac", "ogg", "wav", "mp4", "webm", "mov"],
	Data: ["json", "xml", "csv", "txt", "wasm", "webmanifest"],
};
const WIDTH = 100;
const HEIGHT = 62;
const BOXES = 40;

export class SizeView {
	toolbar = null;
	element = element("div", { class: "scroll padded", tabindex: "0" });
	#sizes = null;
	#host = "";
	#isShown = false;

	show(isShown) {
		this.#isShown = isShown;
		this.#draw();
	}

	set(sizes) {
		this.#sizes = sizes;
		this.#draw();
	}

	setHost(host) {
		this.#host = host;
		this.#draw();
	}

	#draw() {
		if (!this.#isShown) {
			return;
		}
		if (!this.#sizes) {
			this.element.replaceChildren(element("p", { class: "empty", text: "Being measured …" }));
			return;
		}
		const { files, types, count, hosts } = this.#sizes;
		const own = hosts[this.#host];
		this.element.replaceChildren(
			...(own ? [drawHost(own)] : []),
			drawTypes(types, count),
			drawMap(files),
			drawFiles(files),
		);
	}
}

function drawHost({ raw, bundle, limits }) {
	const sums = element("dl", { class: "sums" }, ...sum("Files", raw), ...sum("Bundle", bundle));
	const bars = limits.map(({ name, measure, bytes, limit_bytes, ok }) => {
		const share = Math.min(1, bytes / limit_bytes);
		const label = `${limitName(name, measure)}: ${size(bytes)} of ${size(limit_bytes)}`;
		const filled = element("span");
		filled.style.width = `${share * 100}%`;
		return element(
			"li",
			{ class: ok ? "" : "bad" },
			element("span", { text: label }),
			element("span", { class: "meter", "aria-hidden": "true" }, filled),
		);
	});
	const none = element("li", { class: "quiet", text: "This host publishes no limit." });
	return element(
		"section",
		{ class: "card", "aria-label": "Limits of the host" },
		sums,
		element("ul", { class: "limits" }, ...(bars.length > 0 ? bars : [none])),
	);
}

// What a limit is on; hosts have names of their own for most.
function limitName(name, measure) {
	const words = { files: "All files", bundle: "The bundle" }[name] ?? name;
	const isPlain = words !== name || measure === name;
	return isPlain
		? words
		: `${words} (${{ raw: "its files", bundle: "in the bundle" }[measure] ?? measure})`;
}

function sum(name, bytes) {
	return [
		element(
			"div",
			{},
			element("dt", { text: name }),
			element("dd", { text: size(bytes), title: `${bytes.toLocaleString("en")} bytes` }),
		),
	];
}

function typeOf(suffix) {
	return Object.keys(TYPES).find((type) => TYPES[type].includes(suffix)) ?? "Others";
}

function suffixOf(path) {
	return (
		path
			.slice(path.lastIndexOf("/") + 1)
			.match(/\.([^.]+)$/)?.[1]
			.toLowerCase() ?? ""
	);
}

function drawTypes(suffixes, count) {
	const sums = {};
	for (const [suffix, bytes] of Object.entries(suffixes)) {
		sums[typeOf(suffix)] = (sums[typeOf(suffix)] ?? 0) + bytes;
	}
	const rows = Object.entries(sums).sort((a, b) => b[1] - a[1]);
	return element(
		"section",
		{ class: "card", "aria-label": "Size by type" },
		element("header", {}, element("h3", { text: `By type, ${count} files` })),
		element(
			"ul",
			{ class: "types" },
			...rows.map(([type, bytes]) =>
				element(
					"li",
					{ "data-type": type },
					element("span", { class: "dot" }),
					element("span", { text: type }),
					element("span", { class: "number", text: size(bytes) }),
				),
			),
		),
	);
}

// For the eye only: the list below says the same.
function drawMap(files) {
	const items = files.slice(0, BOXES).map(([path, bytes]) => ({ path, bytes }));
	const map = element("div", { class: "treemap", "aria-hidden": "true" });
	for (const { item, x, y, width, height } of squarified(items, WIDTH, HEIGHT)) {
		const box = element("span", {
			"data-type": typeOf(suffixOf(item.path)),
			title: `${item.path}: ${size(item.bytes)}`,
		});
		box.style.left = `${x}%`;
		box.style.top = `${(y / HEIGHT) * 100}%`;
		box.style.width = `${width}%`;
		box.style.height = `${(height / HEIGHT) * 100}%`;
		if (width > 14 && height > 9) {
			box.append(element("b", { text: item.path.slice(item.path.lastIndexOf("/") + 1) }));
		}
		map.append(box);
	}
	return map;
}

function drawFiles(files) {
	return element(
		"table",
		{ class: "files", "aria-label": "Files, largest first" },
		element(
			"tbody",
			{},
			...files
				.slice(0, BOXES)
				.map(([path, bytes]) =>
					element(
						"tr",
						{},
						element("th", { scope: "row" }, element("code", { text: path })),
						element("td", { class: "number", text: size(bytes) }),
					),
				),
		),
	);
}
