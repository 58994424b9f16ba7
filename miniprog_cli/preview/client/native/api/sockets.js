/** Sockets: WebSocket connections, through the preview as requests are. */
(() => {
	const native = globalThis.miniNative;
	const { simulated, Failure } = native;
	const NAMES = ["Open", "Close", "Error", "Message"];
	const HEADERS = 4000; // characters that go into an address
	/** The one that calls without a task mean. */
	let latest = null;
	const open = new Set();

	/** One connection as programs have it. */
	class SocketTask {
		#listeners = new Map(NAMES.map((name) => [name, []]));
		#socket = null;
		CONNECTING = 0;
		OPEN = 1;
		CLOSING = 2;
		CLOSED = 3;

		constructor() {
			for (const name of NAMES) {
				this[`on${name}`] = (listener) => this.#listeners.get(name).push(listener);
			}
			this.send = native.host.callable("SocketTask.send", ({ data }) => this.#send(data));
			this.close = native.host.callable("SocketTask.close", (given) => this.#close(given));
		}

		open({ url, header, protocols = [] }) {
			const target = URL.canParse(String(url)) ? new URL(url) : null;
			if (!target || !/^wss?:$/.test(target.protocol)) {
				throw new Failure(`invalid url "${url}"`, { errno: 600009 });
			}
			setTimeout(() => this.#connect(target, header ?? {}, protocols));
		}

		get readyState() {
			return this.#socket?.readyState ?? 0;
		}

		#connect(target, header, protocols) {
			const end = simulated.requested("GET", target);
			if (!simulated.settings.network.online) {
				end({ error: "offline" });
				this.#tell("Error", { errMsg: "connectSocket:fail there is no network connection" });
				return;
			}
			const address = new URL(native.network.OUTSIDE, location.href);
			address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
			address.searchParams.set("target", target.href);
			const pairs = JSON.stringify([
				...Object.entries(header),
				["referer", native.network.referer()],
			]);
			if (pairs.length < HEADERS) address.searchParams.set("headers", pairs);
			const socket = new WebSocket(address, protocols);
			this.#socket = socket;
			socket.binaryType = "arraybuffer";
			socket.addEventListener("open", () => {
				open.add(socket);
				end({ status: 101 });
				this.#tell("Open", { header: {}, profile: {} });
			});
			socket.addEventListener("message", ({ data }) => this.#tell("Message", { data }));
			socket.addEventListener("close", ({ code, reason }) => {
				if (!open.delete(socket)) end({ error: "failed" });
				this.#tell("Close", { code, reason });
			});
			socket.addEventListener("error", () => this.#tell("Error", { errMsg: "connectSocket:fail" }));
		}

		#send(data) {
			if (this.readyState !== 1) throw new Failure("SocketTask.readyState is not OPEN");
			this.#socket.send(data);
		}

		#close({ code = 1000, reason = "" } = {}) {
			this.#socket?.close(code === 1000 || (code >= 3000 && code < 5000) ? code : 1000, reason);
		}

		#tell(name, said) {
			for (const listener of this.#listeners.get(name)) {
				native.guarded(`onSocket${name}`, () => listener(said));
			}
			if (this === latest) native.host.tell(`Socket${name}`, said);
		}
	}

	simulated.changed((settings, before) => {
		if (before.network.online && !settings.network.online) for (const one of open) one.close();
	});

	function connectSocket(given) {
		const task = new SocketTask();
		latest = task;
		native.host.callable("connectSocket", (options) => {
			task.open(options);
			return { socketTaskId: open.size };
		})(given ?? {});
		return task;
	}

	native.api({
		calls: {
			sendSocketMessage: ({ data }) => {
				if (!latest) throw new Failure("WebSocket is not connected");
				return latest.send({ data });
			},
			closeSocket: (given) => {
				if (!latest) throw new Failure("WebSocket is not connected");
				return latest.close(given);
			},
		},
		values: { connectSocket },
		events: ["SocketOpen", "SocketClose", "SocketError", "SocketMessage"],
		later: ["createTCPSocket", "createUDPSocket"],
	});
})();
