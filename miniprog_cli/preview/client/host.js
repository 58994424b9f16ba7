// The simulated host around the program.
import { conditionsOf } from "./conditions.js";
import { Frame } from "./frame.js";
import { HostBar } from "./hostbar.js";
import { listenForKeys } from "./keys.js";
import { listen } from "./link.js";
import { Menu } from "./menu.js";
import { Own } from "./own.js";
import { keep as keepRoom } from "./panel/room.js";
import { Place, placeOf } from "./place.js";
import { Stack } from "./stack.js";
import { Stage } from "./stage.js";
import { load } from "./stored.js";
import { Tally } from "./tally.js";
import { Themes } from "./themes.js";

if (navigator.serviceWorker?.controller) {
	import("./workers.js");
}

const SILENT = 1500; // milliseconds after which the panel waits for no program
const UNTOLD = 1000; // after which a native program does not wait for what the device takes

/** @type {(id: string) => any} */
const $ = (id) => document.getElementById(id);
let state;
let simulation;
// what came before the panel was there
let unheard = [];
let panel = null;
let isPanelWanted = false;
let isFindingsWanted = false;
let isBegun = false;

const own = new Own();
const bar = new HostBar(() => stage.show());
const menu = new Menu($("menu"), $("menu-button"));
const tally = new Tally(
	{
		button: $("findings-button"),
		count: $("findings-count"),
		latest: $("findings-latest"),
		news: $("news"),
	},
	(lines) => panel?.found(lines),
);
const frame = new Frame($("screen"), {
	moved(said) {
		loadPanel();
		place.show(said);
		$("titlebar").dataset.ink = said.ink;
		stage.turn(said.isWide);
		stack.show(said);
	},
	began() {
		tally.forgetCrashes();
		panel?.began();
	},
	numbered: (number) => own.heard(number),
	mended: () => tally.forgetCrashes(),
	crashed: (fault) => tally.addCrash(fault),
	lost(isLost) {
		say(isLost ? "The program does not answer" : "The program answers again", isLost);
		tally.setLost(isLost);
	},
});
const place = new Place(bar, () => state);
const stack = new Stack($("stack"), $("stack-button"), (key) => frame.goTo(key));
const order = listen({
	opened: () => say("Watching for changes"),
	heard(message) {
		show(message);
		if (panel) {
			panel.heard(message);
		} else {
			unheard.push(message);
		}
	},
	lost: () => say("The preview has stopped. Start it again, and this page goes on.", true),
});
const stored = load();
const stage = new Stage({ bar, stored, order });
const themes = new Themes({ order, changed: (isDark) => bar.setDark(isDark) });

// -- what the server says

function show(message) {
	if (message.type === "state") {
		showState(message);
	} else if (message.type === "controls") {
		bar.know(message.bars);
	} else if (message.type === "simulation") {
		showSimulation(message);
	} else if (message.type === "updated") {
		showUpdate(message);
	} else if (message.type === "refused") {
		say(`${message.message}${message.hint ? `: ${message.hint}` : ""}`, true);
	}
}

function showState(next) {
	const isNewServer = state && state.server !== next.server;
	state = next;
	own.begin(state.server);
	$("name").textContent = state.name;
	$("version").textContent = state.version;
	document.title = `${state.name} · preview`;
	$("menu-timeline").hidden = !state.native;
	layOut();
	if (isNewServer && frame.isOpen) {
		frame.open(place.origin, place.path);
	}
	place.showTitle();
	place.showPages();
	tally.showFindings(state);
}

function layOut() {
	$("frame").dataset.navigation = state.native ? "native" : (state.navigation ?? "default");
	stage.hold({ isNative: Boolean(state.native) });
}

function showSimulation(next) {
	simulation = next;
	const { host, hosts, settings } = next;
	// a native program is written for one host
	const options = bar
		.names(state?.native ? [host] : hosts)
		.map(([name, app]) => new Option(app, name, false, name === host));
	$("host").replaceChildren(...options);
	bar.use(host);
	place.showTitle();
	themes.set(settings.device?.theme);
	$("conditions").textContent = conditionsOf(settings);
	$("conditions").hidden = $("conditions").textContent === "";
	if (isBegun) {
		stage.took(settings.insets);
	} else {
		beginIfTold(settings);
	}
	const program = [state?.name, state?.version].filter(Boolean).join(" ");
	$("menu-about").textContent = `${program}, in ${bar.app}`;
}

// A native program looks for what the device takes of its screen as soon as it is there.
function beginIfTold({ insets }) {
	if (stage.isTold(insets)) {
		begin();
	}
}

function begin() {
	if (isBegun) {
		return;
	}
	isBegun = true;
	frame.open(place.origin, place.path);
	place.show({ path: place.path });
	setTimeout(loadPanel, SILENT);
}

function showUpdate({ reason, kind, ms, generation, used }) {
	const done = used === false ? "" : ` · ${kind}`;
	say(`#${generation} · ${reason}${done} · ${Math.round(ms)} ms`);
	if (kind === "reload" && used !== false) {
		frame.reloadIfHung(() => place.path);
	}
}

// Safari has no such thing.
const whenIdle = globalThis.requestIdleCallback ?? ((act, { timeout }) => setTimeout(act, timeout));

// The program goes first: the panel comes once that is there, or says nothing, and the browser has
// nothing else to do.
function loadPanel() {
	if (isPanelWanted) {
		return;
	}
	isPanelWanted = true;
	const parts = { panel: $("panel"), rail: $("rail"), edge: $("edge") };
	const start = (query) => go(`/${state.start}${query ? `?${query.replace(/^\?/, "")}` : ""}`);
	const insets = () => stage.insets;
	whenIdle(
		async () => {
			const { opened } = await import("./panel/panel.js");
			panel = await opened(parts, {
				order,
				start,
				insets,
				own,
				isNative: Boolean(state.native),
			});
			for (const message of unheard) {
				panel.heard(message);
			}
			unheard = [];
			panel.found(tally.lines);
			if (isFindingsWanted) {
				panel.toggle("findings");
			}
		},
		{ timeout: 300 },
	);
}

function say(text, isAway = false) {
	$("news").textContent = text;
	$("news").classList.toggle("away", isAway);
}

// -- what a person does

function go(to) {
	$("closed").hidden = true;
	menu.close();
	frame.open(place.origin, placeOf(to) || "/");
}

async function copy() {
	menu.close();
	try {
		await navigator.clipboard.writeText($("address").textContent);
		say("The address is copied");
	} catch {
		getSelection().selectAllChildren($("address"));
		say("The address is selected: copy it with the keyboard");
	}
}

// Before the panel is there, it is told what to begin with.
function showFindings() {
	isFindingsWanted = true;
	panel?.toggle("findings");
}

function leave() {
	frame.close();
	$("back").disabled = true;
	stack.show({});
	menu.close();
	$("closed").hidden = false;
	$("reopen").focus();
}

function share(to = "") {
	menu.close();
	order({ tell: { kind: "share", to, page: own.latest } });
	say("The program is asked what to share");
}

function nextHost(step) {
	const { hosts, host } = simulation;
	order({ host: hosts.at((hosts.indexOf(host) + step) % hosts.length) });
}

$("host").addEventListener("change", () => order({ host: $("host").value }));
$("page").addEventListener("change", () => go(`/${$("page").value}`));
for (const [id, act] of Object.entries({
	reload: () => go(place.path),
	back: () => frame.back(),
	"findings-button": showFindings,
	conditions: () => panel?.toggle("simulate"),
	copy,
	close: leave,
	leave,
	reopen: () => go(`/${state.start}`),
	"menu-share": () => share(),
	"menu-timeline": () => share("timeline"),
	"menu-reload": () => go(place.path),
	"menu-start": () => go(`/${state.start}`),
	"menu-restart": () => go(`/${state.start}`),
	"menu-copy": copy,
	"menu-alone": () => menu.close(),
})) {
	$(id).addEventListener("click", act);
}
listenForKeys({
	p: ["Show and hide the panel", () => panel?.toggle()],
	1: ["Simulate", () => panel?.toggle("simulate")],
	2: ["Calls", () => panel?.toggle("calls")],
	3: ["Network", () => panel?.toggle("network")],
	4: ["Console", () => panel?.toggle("console")],
	5: ["Storage", () => panel?.toggle("storage")],
	6: ["Findings", () => panel?.toggle("findings")],
	7: ["Size", () => panel?.toggle("size")],
	8: ["Saves", () => panel?.toggle("saves")],
	9: ["Components of a native program", () => panel?.toggle("components")],
	r: ["Reload the program", () => go(place.path)],
	s: ["Go to the start page", () => go(`/${state.start}`)],
	b: ["Back in the program", () => frame.back()],
	g: ["Pages gone through", () => stack.toggle()],
	o: ["Rotate the device", () => stage.rotate()],
	d: ["The next device", () => stage.next()],
	h: ["The next host", () => !state?.native && nextHost(1)],
	t: ["Theme of the program", () => $("scheme").click()],
	c: ["Copy the address", copy],
});

// -- the start: the page brings what the socket would say first

// What the program is laid out by, and its frame, come before all else that there is to draw.
const said = Object.fromEntries(
	JSON.parse($("said").textContent).map((message) => [message.type, message]),
);
state = said.state;
keepRoom($("panel"), stored);
bar.know(said.controls.bars);
bar.use(said.simulation.host);
layOut();
stage.begin();
place.begin(`/${state.start}`);
beginIfTold(said.simulation.settings);
show(said.state);
show(said.simulation);
setTimeout(begin, UNTOLD);
