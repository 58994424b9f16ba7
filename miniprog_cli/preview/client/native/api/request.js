/** `wx.request`: asked of the network as the browser lets it; domains are the panel's business. */
(() => {
	const native = globalThis.miniNative;

	/** Make a call that gives a task at once, with `abort` and listeners, and answers later. */
	function task(name, perform) {
		return (given = {}) => {
			const stop = new AbortController();
			const listeners = new Map();
			const started = native.begun(name, given, () => perform(given, stop.signal, tell));
			function tell(kind, detail) {
				for (const listener of listeners.get(kind) ?? [])
					native.guarded(name, () => listener(detail));
			}
			const own = { abort: () => stop.abort() };
			for (const kind of ["HeadersReceived", "ChunkReceived", "ProgressUpdate"]) {
				listeners.set(kind, new Set());
				own[`on${kind}`] = (listener) => void listeners.get(kind).add(listener);
				own[`off${kind}`] = (listener) => void listeners.get(kind).delete(listener);
			}
			// who waits for the task waits for the answer
			// biome-ignore lint/suspicious/noThenProperty: as in hosts
			if (started) own.then = (...each) => started.then(...each);
			return own;
		};
	}

	async function request(
		{
			url,
			data,
			header = {},
			method = "GET",
			dataType = "json",
			responseType = "text",
			timeout = 60000,
		},
		signal,
		tell,
	) {
		const verb = method.toUpperCase();
		const headers = new Headers(
			Object.entries(header).map(([name, value]) => [name, String(value)]),
		);
		const address = new URL(url);
		const isBare = verb === "GET" || verb === "HEAD";
		if (isBare && data && typeof data === "object") {
			for (const [name, value] of Object.entries(data))
				address.searchParams.set(name, String(value));
		}
		if (!headers.has("content-type") && !isBare) headers.set("content-type", "application/json");
		const body = isBare || data === undefined ? undefined : written(data, headers);
		const signals = AbortSignal.any([signal, AbortSignal.timeout(timeout)]);
		const answer = await fetch(address, { method: verb, headers, body, signal: signals }).catch(
			(error) => {
				throw new native.Failure(
					signal.aborted ? "abort" : error.name === "TimeoutError" ? "timeout" : error.message,
					{ errno: 600001 },
				);
			},
		);
		const found = {
			statusCode: answer.status,
			header: Object.fromEntries(answer.headers),
			cookies: [],
		};
		tell("HeadersReceived", found);
		const read = responseType === "arraybuffer" ? await answer.arrayBuffer() : await answer.text();
		return {
			...found,
			data: dataType === "json" && typeof read === "string" ? parsed(read) : read,
		};
	}

	/** @returns {any} */
	function written(data, headers) {
		if (typeof data === "string" || data instanceof ArrayBuffer || ArrayBuffer.isView(data))
			return data;
		if (headers.get("content-type").includes("x-www-form-urlencoded")) {
			return new URLSearchParams(
				Object.entries(data).map(([name, value]) => [name, String(value)]),
			).toString();
		}
		return JSON.stringify(data);
	}

	function parsed(text) {
		try {
			return JSON.parse(text);
		} catch {
			return text;
		}
	}

	native.task = task;
	native.api({
		values: { request: task("request", request) },
		later: ["downloadFile", "uploadFile", "connectSocket"],
	});
})();
