// The simulated host around the program.
import { DEVICES, deviceOf, fit } from "./devices.js";
import { findingsOf } from "./findings.js";
import { Frame } from "./frame.js";
import { listen } from "./link.js";
import { Panel } from "./panel.js";
import { Sheet } from "./sheet.js";
import { load, save } from "./stored.js";

if (navigator.serviceWorker?.controller) {
	import("./workers.js");
}

/** @type {(id: string) => any} */
const $ = (id) => document.getElementById(id);
const THEMES = { auto: "as the system", light: "light", dark: "dark" };
const narrow = matchMedia("(max-width: 720px)");
const dark = matchMedia("(prefers-color-scheme: dark)");
const stored = load();
const view = {
	device: deviceOf(stored.device ?? (narrow.matches ? "window" : "phone")),
	isRotated: stored.isRotated === true,
	theme: stored.theme in THEMES ? stored.theme : "auto",
};
let state = null;
let path = placeOf(location.hash.slice(1));
let pageTitle = "";

const panel = new Panel($("panel"), { order: (asked) => order(asked) });
const sheet = new Sheet({
	sheet: $("findings"),
	title: $("findings-title"),
	list: $("findings-list"),
	more: $("findings-more"),
	close: $("findings-close"),
	button: $("findings-button"),
	news: $("news"),
});
const frame = new Frame($("screen"), {
	moved: showPlace,
	began: () => sheet.forgetCrashes(),
	mended: () => sheet.forgetCrashes(),
	crashed: (fault) => sheet.addCrash(fault),
});

// -- what the server says

const order = listen({
	heard(message) {
		if (message.type === "state") {
			showState(message);
		} else if (message.type === "updated") {
			showUpdate(message);
		} else {
			panel.heard(message);
		}
	},
	lost: () => say("The preview has stopped. Start it again, and this page goes on.", true),
});

function showState(next) {
	const isFirst = state === null;
	const isNewServer = !isFirst && state.run !== next.run;
	state = next;
	$("name").textContent = state.name;
	$("version").textContent = state.version;
	document.title = `${state.name} · preview`;
	$("frame").dataset.navigation = state.navigation ?? "default";
	if (isFirst) {
		path ||= `/${state.start}`;
		frame.open(programOrigin(), path);
		showPlace({ path });
	} else if (isNewServer && frame.isOpen) {
		frame.open(programOrigin(), path);
	}
	showTitle();
	if (isFirst || isNewServer) {
		say("Watching for changes");
	}
	showPages();
	showFindings();
}

function showUpdate({ reason, kind, ms }) {
	say(`${reason} · ${kind} · ${Math.round(ms)} ms`);
	if (kind === "reload") {
		frame.reloadIfHung(() => path);
	}
}

function programOrigin() {
	return `http://${location.hostname}:${state.program_port}`;
}

function showPages() {
	const current = path.replace(/^\/|[?#].*$/g, "");
	const pages = state.pages.includes(current) ? state.pages : [...state.pages, current];
	const options = pages.map((page) => new Option(page || "/", page, false, page === current));
	$("page").replaceChildren(...options);
}

function showFindings() {
	sheet.showFindings(findingsOf(state));
}

// The manifest has the last word on the title, as it has in hosts.
function showTitle() {
	$("title").textContent = state.title || pageTitle || state.name;
}

// -- what the program says

function showPlace({ path: said, title = "", background = "", canGoBack = false }) {
	const place = placeOf(said) || "/";
	path = place;
	pageTitle = title;
	const address = new URL(place, programOrigin()).href;
	$("address").textContent = address;
	$("alone").href = address;
	$("menu-alone").href = address;
	$("back").disabled = !canGoBack;
	$("screen").style.setProperty("--behind", colourOf(background) || colourOf(state.background));
	history.replaceState(null, "", `#${place}`);
	showTitle();
	showPages();
}

// A colour and nothing else, or an empty text.
function colourOf(text) {
	return text && CSS.supports("color", text) ? text : "";
}

// A path of the program, or nothing: behind its origin anything else could name another site.
function placeOf(text) {
	const base = location.origin;
	const isPath = /^\/(?![/\\])/.test(text) && URL.canParse(text, base);
	return isPath && new URL(text, base).origin === base ? text : "";
}

function say(text, isAway = false) {
	$("news").textContent = text;
	$("news").classList.toggle("away", isAway);
}

// -- what a person does

function go(place) {
	$("closed").hidden = true;
	closeMenu();
	frame.open(programOrigin(), place);
}

async function copy() {
	closeMenu();
	try {
		await navigator.clipboard.writeText($("address").textContent);
		say("The address is copied");
	} catch {
		getSelection().selectAllChildren($("address"));
		say("The address is selected: copy it with the keyboard");
	}
}

function showDevice() {
	fit($("frame"), $("stage"), view);
	$("device").value = view.device.id;
	$("rotate").disabled = view.device.kind === "window";
	$("rotate").setAttribute("aria-pressed", String(view.isRotated));
}

function showTheme() {
	document.documentElement.dataset.theme = view.theme;
	// the program goes by the system, and the bar above it with the program
	$("frame").dataset.scheme = dark.matches ? "dark" : "light";
	const name = `Theme of this page: ${THEMES[view.theme]}`;
	$("theme").setAttribute("aria-label", name);
	$("theme").title = name;
}

function closeMenu() {
	$("menu").hidden = true;
	$("menu-button").setAttribute("aria-expanded", "false");
}

$("device").append(...DEVICES.map((device) => new Option(device.name, device.id)));
$("device").addEventListener("change", () => {
	view.device = deviceOf($("device").value);
	save({ device: view.device.id });
	showDevice();
});
$("rotate").addEventListener("click", () => {
	view.isRotated = !view.isRotated;
	save({ isRotated: view.isRotated });
	showDevice();
});
$("theme").addEventListener("click", () => {
	const names = Object.keys(THEMES);
	view.theme = names[(names.indexOf(view.theme) + 1) % names.length];
	save({ theme: view.theme });
	showTheme();
});
$("page").addEventListener("change", () => go(`/${$("page").value}`));
$("reload").addEventListener("click", () => go(path));
$("back").addEventListener("click", () => frame.back());
$("copy").addEventListener("click", copy);
$("close").addEventListener("click", () => {
	frame.close();
	$("back").disabled = true;
	closeMenu();
	$("closed").hidden = false;
	$("reopen").focus();
});
$("reopen").addEventListener("click", () => go(`/${state.start}`));
$("menu-button").addEventListener("click", () => {
	const isOpen = $("menu").hidden;
	$("menu").hidden = !isOpen;
	$("menu-button").setAttribute("aria-expanded", String(isOpen));
});
$("menu-reload").addEventListener("click", () => go(path));
$("menu-start").addEventListener("click", () => go(`/${state.start}`));
$("menu-copy").addEventListener("click", copy);
$("menu-alone").addEventListener("click", closeMenu);
document.addEventListener("keydown", (event) => {
	if (event.key === "Escape" && !$("menu").hidden) {
		closeMenu();
		$("menu-button").focus();
	}
});
document.addEventListener("pointerdown", (event) => {
	const isInMenu = event
		.composedPath()
		.some((each) => each === $("menu") || each === $("menu-button"));
	if (!isInMenu) {
		closeMenu();
	}
});
window.addEventListener("blur", closeMenu);
dark.addEventListener("change", showTheme);
new ResizeObserver(showDevice).observe($("stage"));
showDevice();
showTheme();
