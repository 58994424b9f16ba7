// The one file that the preview adds to a page: finds the server, listens for updates, and passes
// on what the program says to its console. A classic script, because it has to run before
// anything else does; what applies updates is a module and comes a moment later.
(() => {
	const tag = document.currentScript;
	const { run, path, source, hostPort, generation } = tag.dataset;
	const page = { run, path, source, generation: Number(generation) };
	// the page is to look like its source, to scripts and to the comparison with the next source
	tag.remove();
	const simulated = globalThis.miniSimulated;
	delete globalThis.miniSimulated;

	// the program's own is part of the simulated host, and may be offline
	const Socket = simulated?.Socket ?? WebSocket;
	const isAlone = window.parent === window;
	let socket;
	let updates;
	let pause = 100;
	const waiting = [];

	function connect() {
		try {
			socket = new Socket(
				`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/_miniprog/socket`,
			);
		} catch {
			return; // forbidden by the page's own policy, and so it will be the next time
		}
		socket.addEventListener("open", () => {
			pause = 100;
			say({ type: "hello", run: page.run, generation: page.generation, page: path });
			simulated?.connect(tell);
			said?.connected();
		});
		socket.addEventListener("message", (event) => receive(JSON.parse(event.data)));
		socket.addEventListener("close", () => {
			setTimeout(connect, pause);
			pause = Math.min(pause * 2, 2000);
		});
	}

	function say(message) {
		if (socket?.readyState === Socket.OPEN) {
			socket.send(JSON.stringify(message));
			return true;
		}
		return false;
	}

	const isSpare = simulated?.sparing((number) => {
		say({ type: "observed", kind: "dropped", number });
	});

	function tell(text) {
		if (socket.readyState === Socket.OPEN && isSpare()) {
			socket.send(text);
		}
	}

	function receive(message) {
		if (message.type === "reload") {
			reload();
		} else if (message.type === "state") {
			show(message);
			if (message.recording && !recorder) {
				recorder = import("/_miniprog/client/recorder.js");
				recorder.then((module) => module.record(say, simulated));
			}
			if (message.playing) {
				import("/_miniprog/client/player.js").then((module) => module.play(simulated));
			}
		} else if (message.type === "simulation" || message.type === "told") {
			simulated?.heard(message);
		} else if (message.type === "forecast") {
			updates?.foresee?.(message.files);
		} else if (message.type === "fault") {
			said?.heard(message);
		} else {
			waiting.push(message);
			catchUp();
		}
	}

	function catchUp() {
		while (updates && waiting.length > 0) {
			update(waiting.shift());
		}
	}

	function update(message) {
		if (message.generation <= page.generation) {
			return;
		}
		page.generation = message.generation;
		// a native program says when, for what is still wrong it finds on the way
		const { kind, reason } = updates.apply(message.files, page, forgetFaults);
		const done = { type: "done", generation: message.generation, kind, reason };
		if (kind === "reload") {
			// the server answers with "reload": a page that goes at once takes what it said with it
			setTimeout(reload, say(done) ? 100 : 0);
			return;
		}
		if (kind !== "none" && !simulated?.applying) forgetFaults();
		reports.push(done);
		port2.postMessage(null);
	}

	// What has changed is seen first and told then, in a task of its own: of timers a browser lets a
	// tab that is hidden have one in a second.
	const reports = [];
	const { port1, port2 } = new MessageChannel();
	port1.addEventListener("message", () => say(reports.shift()));
	port1.start();

	// A reload would call back a page that is on its way to another one: the click would be lost, and
	// what comes is loaded afresh anyway. A download leaves the page where it is, hence the deadline.
	const LEAVING = 2000;
	let leavesUntil = 0;

	function reload() {
		const rest = leavesUntil - performance.now();
		if (rest > 0) {
			setTimeout(reload, rest);
		} else {
			location.reload();
		}
	}

	window.navigation?.addEventListener("navigate", (event) => {
		if (!event.destination.sameDocument && event.downloadRequest === null) {
			leavesUntil = performance.now() + LEAVING;
		}
	});
	for (const name of ["navigatesuccess", "navigateerror"]) {
		window.navigation?.addEventListener(name, () => {
			leavesUntil = 0;
		});
	}

	// A page whose policy keeps our module out still follows, by reloading.
	const always = () => ({ kind: "reload", reason: "the page's policy forbids updates in place" });
	// A native program, which knows what it is made of, follows by itself.
	(simulated?.applying ?? import("/_miniprog/client/update.js"))
		.catch(() => ({ apply: always }))
		.then((found) => {
			updates = found;
			catchUp();
		});

	// In the host page what is wrong is shown there; a program of its own shows it itself.
	let overlay;
	let recorder;

	function draw(how) {
		overlay ??= import("/_miniprog/client/overlay.js");
		overlay.then(how, () => {});
	}

	function show(state) {
		const isFound = state.findings.some((each) => each.severity === "error");
		const isWrong = state.failure || state.build || isFound;
		if (isAlone && (isWrong || overlay)) {
			draw((module) => module.show(state));
		}
	}

	// A native page that shows nothing shows what went wrong, whoever else tells of it.
	const faults = []; // the first, since there were none
	let isBlank = false;
	if (simulated && !isAlone) {
		simulated.blank = (is) => {
			isBlank = is;
			draw((module) => {
				module.forgetFaults();
				if (is) faults.forEach(module.addFault);
			});
		};
	}

	function showFault(fault) {
		if (faults.length < 20) faults.push(fault);
		if (isAlone || isBlank) {
			draw((module) => module.addFault(fault));
		}
		post({ ...fault, miniprog: "crashed" });
	}

	// A save that the page has taken in place is a new start.
	function forgetFaults() {
		said?.forget();
		faults.length = 0;
		if (overlay) {
			draw((module) => module.forgetFaults());
		}
		post({ miniprog: "mended" });
	}

	const said = simulated?.said({
		path,
		generation: page.generation,
		send: say,
		show: showFault,
	});

	if (navigator.serviceWorker?.controller) {
		import("/_miniprog/client/workers.js").catch(() => {});
	}

	// -- the host page around the program

	const hostOrigin = hostPort && `http://${location.hostname}:${hostPort}`;
	let toldTitle;

	function post(message) {
		if (!isAlone && hostOrigin) {
			window.parent.postMessage(message, hostOrigin);
		}
	}

	function tellHost() {
		// a page that is opened again, here or elsewhere, is given launch parameters of its own
		const { pathname, search, hash } = simulated?.plain() ?? location;
		toldTitle = document.title;
		const { navigation } = window;
		post({
			miniprog: "at",
			path: pathname + search + hash,
			title: toldTitle,
			// of the pages of this frame alone; the history of the tab holds others as well
			canGoBack: canGoBack(),
			key: navigation?.currentEntry?.key,
			entries: navigation?.entries().map((one) => ({ key: one.key, path: pathOf(one.url) })),
			background: background(),
			ink: simulated?.around?.().ink,
			isWide: simulated?.around?.().isWide,
		});
	}

	// A native program knows better than the history which of its pages are open.
	function canGoBack() {
		const known = simulated?.around?.().canGoBack ?? true;
		return known && (window.navigation?.canGoBack ?? false);
	}

	// The host's own way back is a step of the person's.
	function went(by) {
		if (recorder && by) say({ type: "recorded", step: { do: "go", by } });
	}

	// Only what is behind the origin; a page may keep its address to itself.
	function pathOf(address) {
		return address ? address.slice(new URL(address).origin.length) : "";
	}

	// The program may stay where it is, or go elsewhere at the same time: no error of its own.
	function go(lead) {
		const { committed, finished } = lead();
		committed.catch(() => {});
		finished.catch(() => {});
	}

	// What lies behind the page, also beside it: browsers leave the room of a scroll bar unpainted.
	function background() {
		const painted = [document.documentElement, document.body]
			.filter(Boolean)
			.map((element) => getComputedStyle(element).backgroundColor);
		return painted.find((colour) => colour !== "rgba(0, 0, 0, 0)") ?? "";
	}

	function follow() {
		window.addEventListener("message", (event) => {
			if (event.source !== window.parent || event.origin !== hostOrigin) {
				return;
			}
			if (event.data?.miniprog === "where") {
				tellHost();
			} else if (event.data?.miniprog === "there?") {
				post({ miniprog: "there" });
			} else if (event.data?.miniprog === "back" && canGoBack()) {
				went(-1);
				go(() => window.navigation.back());
			} else if (event.data?.miniprog === "to") {
				const key = String(event.data.key);
				const { currentEntry, entries } = window.navigation;
				const at = entries.call(window.navigation).find((one) => one.key === key)?.index ?? -1;
				if (at >= 0) went(at - currentEntry.index);
				go(() => window.navigation.traverseTo(key));
			}
		});
		for (const name of ["DOMContentLoaded", "load", "popstate", "hashchange", "pageshow"]) {
			window.addEventListener(name, tellHost);
		}
		window.navigation?.addEventListener("currententrychange", tellHost);
		matchMedia("(prefers-color-scheme: dark)").addEventListener("change", tellHost);
		for (const name of ["pushState", "replaceState"]) {
			const original = history[name];
			history[name] = function (...values) {
				original.apply(this, values);
				tellHost();
			};
		}
		// a program that changes its title does so after it has moved
		new MutationObserver(() => {
			if (document.title !== toldTitle) {
				tellHost();
			}
		}).observe(document.head, { childList: true, subtree: true, characterData: true });
	}

	if (!isAlone && hostOrigin) {
		post({ miniprog: "began" });
		if (simulated) simulated.moved = tellHost;
		follow();
	}

	// a page that comes back from the browser's memory has lost its socket
	window.addEventListener("pageshow", (event) => {
		if (event.persisted && socket.readyState > Socket.OPEN) {
			connect();
		}
	});
	connect();
})();
