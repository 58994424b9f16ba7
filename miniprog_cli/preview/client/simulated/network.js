/** What a program asks the network for: logged, slow or cut off as the simulated host is set. */
(() => {
	const simulated = globalThis.miniSimulated;
	const { replace, tell } = simulated;
	let last = 0;

	/** Read an address as the browser does; null where it is none, or nothing of the network. */
	function read(address) {
		try {
			const url = new URL(String(address), document.baseURI);
			const isOurs = url.host === location.host && url.pathname.startsWith("/_miniprog/");
			return isOurs || !/^(https?|wss?):$/.test(url.protocol) ? null : url;
		} catch {
			return null;
		}
	}

	/** Tell whether an address is out of reach. A host that holds the files has them without a network. */
	function isCut(url) {
		if (simulated.settings.network.online) return false;
		const isFile =
			simulated.delivery === "bundle" &&
			url.origin === location.origin &&
			!simulated.proxied.some((path) => url.pathname.startsWith(path));
		return !isFile;
	}

	const MOST = 100;
	/** Who asked for an address, as a stack: what a policy blocks is told as a place of ours. */
	const callers = new Map();
	simulated.callerOf = (address) => callers.get(address) ?? "";

	/** Begin to log a request; gives the function that ends it. */
	simulated.requested = began;
	function began(method, url) {
		last += 1;
		if (callers.size >= MOST) callers.clear();
		callers.set(url.href.split("#", 1)[0], new Error().stack);
		const id = last;
		const start = performance.now();
		return ({ status = 0, bytes = null, error = null }) => {
			const ms = performance.now() - start;
			tell({ kind: "request", id, method, url: url.href, status, ms, bytes, error });
		};
	}

	const size = (headers) => {
		const said = headers.get("content-length");
		return said === null ? null : Number(said);
	};
	const pause = () => simulated.settings.network.delay;
	const waited = (ms, signal) =>
		new Promise((resolve) => {
			setTimeout(resolve, ms);
			signal?.addEventListener("abort", resolve, { once: true });
		});

	// -- fetch

	replace(globalThis, "fetch", (original, ...given) => {
		const [input, options] = given;
		const isRequest = input instanceof Request;
		const url = read(isRequest ? input.url : input);
		const perform = () => original.apply(globalThis, given);
		if (!url) return perform();
		const method = String(options?.method ?? (isRequest ? input.method : "GET")).toUpperCase();
		const end = began(method, url);
		const cut = () => Promise.reject(new TypeError("Failed to fetch"));
		const go = () => (isCut(url) ? cut() : (simulated.served(url, given) ?? perform()));
		const signal = options?.signal ?? (isRequest ? input.signal : null);
		const answer = pause() ? waited(pause(), signal).then(go) : go();
		return answer.then(
			(response) => {
				end({ status: response.status, bytes: size(response.headers) });
				return response;
			},
			(error) => {
				end({ error: isCut(url) ? "offline" : error.message });
				throw error;
			},
		);
	});

	/** Answer for a server of the host itself, as some SDKs ask them; null for all others. */
	simulated.served = () => null;

	// -- XMLHttpRequest

	const requests = new WeakMap();
	const proto = XMLHttpRequest.prototype;

	replace(proto, "open", function (original, ...given) {
		const [method, address, isAsync = true] = given;
		delete this.readyState;
		requests.set(this, { method: String(method).toUpperCase(), url: read(address), isAsync });
		return original.apply(this, given);
	});
	replace(proto, "send", function (original, ...given) {
		const request = requests.get(this);
		const perform = () => original.apply(this, given);
		if (!request?.url) return perform();
		const { method, url, isAsync } = request;
		const end = began(method, url);
		const ended = ({ loaded }) => {
			const error = this.status ? null : isCut(url) ? "offline" : "failed";
			end({ status: this.status, bytes: this.status ? loaded : null, error });
		};
		this.addEventListener("loadend", ended, { once: true });
		if (!isAsync) return isCut(url) ? refuse(url) : perform();
		const go = () => (request.isOver ? undefined : isCut(url) ? fail(this, "error") : perform());
		if (pause() || isCut(url)) request.timer = setTimeout(go, pause());
		else return perform();
		return undefined;
	});
	replace(proto, "abort", function (original) {
		const request = requests.get(this);
		if (request?.timer && this.readyState === 1) {
			clearTimeout(request.timer);
			fail(this, "abort");
		}
		return original.apply(this);
	});

	function refuse(url) {
		const words = `Failed to execute 'send' on 'XMLHttpRequest': Failed to load '${url.href}'.`;
		throw new DOMException(words, "NetworkError");
	}

	/** End a request that was never sent as one that failed. */
	function fail(request, name) {
		Object.defineProperty(request, "readyState", { value: 4, configurable: true });
		request.dispatchEvent(new Event("readystatechange"));
		for (const each of [name, "loadend"]) request.dispatchEvent(new ProgressEvent(each));
	}

	// -- WebSocket

	const { WebSocket: Original } = globalThis;
	const open = new Set();

	globalThis.WebSocket = new Proxy(Original, {
		construct(target, given, type) {
			const url = read(String(given[0]).replace(/^http/, "ws"));
			if (!url) return Reflect.construct(target, given, type);
			const end = began("GET", url);
			const socket = isCut(url) ? dead(String(given[0])) : Reflect.construct(target, given, type);
			socket.addEventListener("open", () => {
				open.add(socket);
				end({ status: 101 });
			});
			socket.addEventListener("error", () => end({ error: isCut(url) ? "offline" : "failed" }));
			socket.addEventListener("close", () => open.delete(socket));
			return socket;
		},
	});
	simulated.changed((settings, before) => {
		if (before.network.online && !settings.network.online) for (const one of open) one.close();
	});

	/** Give a socket that fails, as one does without a network. */
	function dead(url) {
		const fixed = { url, protocol: "", extensions: "", bufferedAmount: 0, readyState: 0 };
		const heard = { onopen: null, onmessage: null, onerror: null, onclose: null };
		const methods = { close: () => {}, send: () => unready() };
		const values = { binaryType: "blob", ...fixed, ...heard, ...methods };
		const socket = simulated.made(Original, values, new EventTarget());
		const events = [
			new Event("error"),
			new CloseEvent("close", { code: 1006, reason: "", wasClean: false }),
		];
		setTimeout(() => {
			socket.readyState = 3;
			for (const event of events) {
				socket.dispatchEvent(event);
				socket[`on${event.type}`]?.(event);
			}
		}, pause());
		return socket;
	}

	function unready() {
		const words = "Failed to execute 'send' on 'WebSocket': Still in CONNECTING state.";
		throw new DOMException(words, "InvalidStateError");
	}
})();
