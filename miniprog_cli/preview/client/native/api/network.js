/**
 * Network: requests, uploads and downloads, through the preview, so that no server has to let other
 * origins ask it. Which addresses may be asked is decided there (`preview/proxy/outside.py`).
 */
(() => {
	const native = globalThis.miniNative;
	const { simulated, Failure, sources } = native;
	const { Task, tasked, prepared, text } = native.asking;
	const OUTSIDE = "/_miniprog/native/outside";
	const TIME = 60_000; // milliseconds, as hosts wait
	const MOST_MOVES = 10; // redirects that are followed
	const MOVED = [301, 302, 303, 307, 308];
	const REQUEST = ["HeadersReceived", "ChunkReceived"];
	const LOAD = ["HeadersReceived", "ProgressUpdate"];
	const METHODS = ["OPTIONS", "GET", "HEAD", "POST", "PUT", "DELETE", "TRACE", "CONNECT", "PATCH"];

	function target(written) {
		let url;
		try {
			url = new URL(String(written));
		} catch {
			throw new Failure(`invalid url "${written}"`, { errno: 600009 });
		}
		if (!/^https?:$/.test(url.protocol)) {
			throw new Failure(`invalid url "${written}"`, { errno: 600009 });
		}
		return url;
	}

	/** Send one request through the preview; gives the answer with the status and headers of the server. */
	async function send(url, { method, headers, body, signal }) {
		const pairs = [...headers, ["referer", referer()], ["user-agent", navigator.userAgent]];
		const answer = await fetch(OUTSIDE, {
			method: "POST",
			body,
			signal,
			cache: "no-store",
			headers: {
				"content-type": "application/octet-stream",
				"x-miniprog-target": url.href.split("#")[0],
				"x-miniprog-method": method,
				"x-miniprog-headers": encodeURIComponent(JSON.stringify(pairs)),
			},
		});
		const status = answer.headers.get("x-miniprog-status");
		if (status === null) throw await refusal(answer);
		const given = JSON.parse(decodeURIComponent(answer.headers.get("x-miniprog-headers")));
		return { status: Number(status), given, answer };
	}

	/** Say why the preview has no answer. */
	async function refusal(answer) {
		const said = await answer.text();
		if (answer.status === 403)
			return new Failure(`url not in domain list: ${said.trim()}`, { errno: 600002 });
		try {
			return new Failure(JSON.parse(said).error.message, { errno: 600001 });
		} catch {
			return new Failure(said.trim() || `the preview answers ${answer.status}`, { errno: 600001 });
		}
	}

	function referer() {
		const id = sources.program.appId || "preview";
		return `https://servicewechat.com/${id}/devtools/page-frame.html`;
	}

	/** Ask a server and follow where it leads to; every step is looked at anew by the preview. */
	async function ask(
		url,
		{ method, headers, body, task, timeout, redirect = "follow" } = /** @type {any} */ ({}),
	) {
		simulated.answers.online();
		const end = simulated.requested(method, url);
		const late = new Failure("timeout", { errno: 5 });
		const timer = setTimeout(() => task.stop.abort(late), timeout ?? TIME);
		try {
			let step = { url, method, headers, body };
			let found = await send(url, { ...step, signal: task.stop.signal });
			for (let moves = 0; redirect === "follow" && moves < MOST_MOVES; moves += 1) {
				const to = member(found.given, "location");
				if (!MOVED.includes(found.status) || !to) break;
				step = moved(step, new URL(to, step.url), found.status);
				found = await send(step.url, { ...step, signal: task.stop.signal });
			}
			end({ status: found.status, bytes: Number(member(found.given, "content-length")) || null });
			return { ...found, stopped: () => clearTimeout(timer) };
		} catch (error) {
			clearTimeout(timer);
			const cause = error.name === "AbortError" ? task.stop.signal.reason : error;
			end({ error: cause.message });
			throw cause instanceof TypeError ? new Failure(cause.message, { errno: 600001 }) : cause;
		}
	}

	/** What is asked where a server leads to: with nothing secret on another origin. */
	function moved({ url, method, headers, body }, next, status) {
		const kept = new Map(headers);
		if (next.origin !== url.origin)
			for (const name of ["authorization", "cookie"]) kept.delete(name);
		const isRead = status === 303 || (status < 303 && method === "POST");
		if (!isRead) return { url: next, method, headers: kept, body };
		return {
			url: next,
			method: method === "HEAD" ? "HEAD" : "GET",
			headers: kept,
			body: undefined,
		};
	}

	const member = (pairs, wanted) => pairs.find(([name]) => name.toLowerCase() === wanted)?.[1];

	/** Give the headers as an object, those of one name joined, and the cookies by themselves. */
	function head(pairs) {
		const header = {};
		const cookies = [];
		for (const [name, value] of pairs) {
			if (name.toLowerCase() === "set-cookie") cookies.push(value);
			header[name] = name in header ? `${header[name]},${value}` : value;
		}
		return { header, cookies };
	}

	async function* chunks(body) {
		const reader = body.getReader();
		for (;;) {
			const { done, value } = await reader.read();
			if (done) return;
			yield value;
		}
	}

	/** Read the body whole, and tell of each piece. */
	async function read({ answer }, told) {
		const pieces = [];
		if (answer.body) {
			for await (const piece of chunks(answer.body)) {
				pieces.push(piece);
				told?.(piece);
			}
		}
		return new Blob(pieces);
	}

	async function request(options, task) {
		const url = target(options.url);
		const method = String(options.method ?? "GET").toUpperCase();
		if (!METHODS.includes(method)) throw new Failure(`invalid method "${options.method}"`);
		const asked = prepared(url, { ...options, method });
		const found = await ask(url, {
			...asked,
			method,
			task,
			timeout: options.timeout,
			redirect: options.redirect,
		});
		const said = head(found.given);
		task.tell("HeadersReceived", { ...said, statusCode: found.status });
		const isChunked = options.enableChunked && task.has("ChunkReceived");
		try {
			const blob = await read(
				found,
				isChunked ? (piece) => task.tell("ChunkReceived", { data: piece.slice().buffer }) : null,
			);
			const data = isChunked ? "" : await value(blob, options);
			return { data, statusCode: found.status, ...said };
		} catch (error) {
			throw error.name === "AbortError" ? task.stop.signal.reason : error;
		} finally {
			found.stopped();
		}
	}

	async function value(blob, { responseType, dataType = "json" }) {
		if (responseType === "arraybuffer") return blob.arrayBuffer();
		const words = await blob.text();
		if (dataType !== "json") return words;
		try {
			return JSON.parse(words);
		} catch {
			return words;
		}
	}

	async function downloadFile({ url: written, header, timeout, filePath }, task) {
		const url = target(written);
		const headers = new Map(
			Object.entries(header ?? {}).map(([name, one]) => [name.toLowerCase(), String(one)]),
		);
		const found = await ask(url, { method: "GET", headers, task, timeout });
		const said = head(found.given);
		task.tell("HeadersReceived", said);
		const whole = Number(member(found.given, "content-length")) || 0;
		let got = 0;
		const blob = await read(found, (piece) => {
			got += piece.length;
			const progress = whole ? Math.round((got / whole) * 100) : 0;
			task.tell("ProgressUpdate", {
				progress,
				totalBytesWritten: got,
				totalBytesExpectedToWrite: whole,
			});
		});
		found.stopped();
		const answer = { statusCode: found.status, ...said, dataLength: blob.size };
		if (filePath) {
			native.files.put(native.files.own(filePath), new Uint8Array(await blob.arrayBuffer()));
			return { ...answer, filePath };
		}
		const type = member(found.given, "content-type") ?? "";
		const named = native.files.suffix(url.pathname) ? url.pathname : "";
		return { ...answer, tempFilePath: await native.files.keep(new Blob([blob], { type }), named) };
	}

	async function uploadFile(
		{ url: written, filePath, name, header, formData = {}, timeout },
		task,
	) {
		const url = target(written);
		const file = await native.files.blob(filePath);
		const form = new FormData();
		for (const [key, one] of Object.entries(formData)) form.append(key, text(one));
		form.append(name, file, String(filePath).split("/").at(-1));
		const packed = new Response(form);
		const headers = new Map(
			Object.entries(header ?? {}).map(([key, one]) => [key.toLowerCase(), String(one)]),
		);
		headers.set("content-type", packed.headers.get("content-type"));
		const body = await packed.blob();
		const found = await ask(url, { method: "POST", headers, body, task, timeout });
		const total = { totalBytesSent: body.size, totalBytesExpectedToSend: body.size };
		task.tell("ProgressUpdate", { progress: 100, ...total });
		const said = head(found.given);
		task.tell("HeadersReceived", said);
		const data = await (await read(found)).text();
		found.stopped();
		return { data, statusCode: found.status, ...said };
	}

	native.network = {
		OUTSIDE,
		referer,
		/** Give a file of the network, for calls that take an address. */
		async blob(address) {
			const found = await ask(target(address), {
				method: "GET",
				headers: new Map(),
				task: new Task(),
			});
			found.stopped();
			const type = member(found.given, "content-type") ?? "";
			return new Blob([await read(found)], { type });
		},
	};
	native.api({
		values: {
			request: tasked("request", REQUEST, request),
			downloadFile: tasked("downloadFile", LOAD, downloadFile),
			uploadFile: tasked("uploadFile", LOAD, uploadFile),
		},
	});
})();
