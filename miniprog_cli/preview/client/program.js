// The one file that the preview adds to a page: finds the server, listens for updates, and passes
// on what the program says to its console. A classic script, because it has to run before
// anything else does; what applies updates is a module and comes a moment later.
(() => {
	const tag = document.currentScript;
	const page = { ...tag.dataset, generation: Number(tag.dataset.generation) };
	// the page is to look like its source, to scripts and to the comparison with the next source
	tag.remove();

	const Socket = WebSocket;
	const isAlone = window.parent === window;
	let socket;
	let apply;
	let pause = 100;
	const waiting = [];

	function connect() {
		try {
			socket = new Socket(`ws://${location.host}/_miniprog/socket`);
		} catch {
			return; // forbidden by the page's own policy, and so it will be the next time
		}
		socket.addEventListener("open", () => {
			pause = 100;
			say({ type: "hello", run: page.run, generation: page.generation });
			for (const line of unsaid.splice(0)) {
				say(line);
			}
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

	function receive(message) {
		if (message.type === "reload") {
			location.reload();
		} else if (message.type === "state") {
			show(message);
		} else {
			waiting.push(message);
			catchUp();
		}
	}

	function catchUp() {
		while (apply && waiting.length > 0) {
			update(waiting.shift());
		}
	}

	function update(message) {
		if (message.generation <= page.generation) {
			return;
		}
		page.generation = message.generation;
		const { kind, reason } = apply(message.files, page);
		const isHeard = say({ type: "done", generation: message.generation, kind, reason });
		if (kind === "reload") {
			// the server answers with "reload": a page that goes at once takes what it said with it
			setTimeout(() => location.reload(), isHeard ? 100 : 0);
		}
	}

	// A page whose policy keeps our module out still follows, by reloading.
	const reload = () => ({ kind: "reload", reason: "the page's policy forbids updates in place" });
	import("/_miniprog/client/update.js")
		.then((module) => module.apply, () => reload)
		.then((found) => {
			apply = found;
			catchUp();
		});

	// In the host page the findings are shown there; a program of its own shows them itself.
	let overlay;

	function show(state) {
		const isWrong = state.failure || state.findings.some((each) => each.severity === "error");
		if (isAlone && (isWrong || overlay)) {
			overlay ??= import("/_miniprog/client/overlay.js");
			overlay.then(
				(module) => module.show(state),
				() => {},
			);
		}
	}

	// -- console

	const MAX_LINES = 200;
	const unsaid = [];

	function pass(level, text) {
		const line = { type: "console", level, text: text.slice(0, 4000), page: page.path };
		if (!say(line) && unsaid.length < MAX_LINES) {
			unsaid.push(line);
		}
	}

	function describe(value) {
		if (typeof value === "string") {
			return value;
		}
		if (value instanceof Error) {
			return value.stack?.includes(value.message) ? value.stack : `${value}\n${value.stack}`;
		}
		try {
			return JSON.stringify(value) ?? String(value);
		} catch {
			return String(value);
		}
	}

	for (const level of ["log", "info", "warn", "error", "debug"]) {
		const original = console[level];
		console[level] = (...values) => {
			original.apply(console, values);
			try {
				pass(level, values.map(describe).join(" "));
			} catch {
				// a value that cannot be described is no reason to break the program
			}
		};
	}
	window.addEventListener("error", (event) => {
		if (event instanceof ErrorEvent) {
			const place = event.filename ? ` (${new URL(event.filename).pathname.slice(1)}:${event.lineno}:${event.colno})` : "";
			pass("error", `${event.message}${place}`);
		}
	});
	window.addEventListener("unhandledrejection", (event) => {
		pass("error", `Uncaught (in promise) ${describe(event.reason)}`);
	});

	// -- the host page around the program

	const hostOrigin = page.hostPort && `http://${location.hostname}:${page.hostPort}`;

	function tellHost() {
		const { pathname, search, hash } = location;
		window.parent.postMessage(
			{ miniprog: "at", path: pathname + search + hash, title: document.title },
			hostOrigin,
		);
	}

	if (!isAlone && hostOrigin) {
		window.addEventListener("message", (event) => {
			if (event.source !== window.parent || event.origin !== hostOrigin) {
				return;
			}
			if (event.data?.miniprog === "where") {
				tellHost();
			} else if (event.data?.miniprog === "back") {
				history.back();
			} else if (event.data?.miniprog === "reload") {
				location.reload();
			}
		});
		for (const name of ["DOMContentLoaded", "popstate", "hashchange", "pageshow"]) {
			window.addEventListener(name, tellHost);
		}
		for (const name of ["pushState", "replaceState"]) {
			const original = history[name];
			history[name] = function (...values) {
				original.apply(this, values);
				tellHost();
			};
		}
	}

	// a page that comes back from the browser's memory has lost its socket
	window.addEventListener("pageshow", (event) => {
		if (event.persisted && socket.readyState > Socket.OPEN) {
			connect();
		}
	});
	connect();
})();
