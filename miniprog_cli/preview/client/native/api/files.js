/**
 * Files in memory: what programs write below `USER_DATA_PATH`, and temporary files of pictures,
 * downloads and drawings. They go with the page; elements show them by a `blob:` address.
 */
(() => {
	const native = globalThis.miniNative;
	const { Failure, paths, sources } = native;
	const HOME = "wxfile://usr";
	const TEMPORARY = "wxfile://tmp_";
	const SAVED = "wxfile://store_";
	const OWN = /^(wxfile|ttfile|bdfile):\/\/|^https?:\/\/(usr|tmp|store)(\/|$)/;
	const TYPES = {
		jpg: "image/jpeg",
		jpeg: "image/jpeg",
		png: "image/png",
		gif: "image/gif",
		webp: "image/webp",
		svg: "image/svg+xml",
		mp3: "audio/mpeg",
		aac: "audio/aac",
		wav: "audio/wav",
		webm: "video/webm",
		mp4: "video/mp4",
		txt: "text/plain",
		json: "application/json",
		pdf: "application/pdf",
		html: "text/html",
	};
	/** By path: the bytes, when they were written, and the address that shows them. */
	const files = new Map();
	const folders = new Set([HOME]);

	const now = () => Math.floor(Date.now() / 1000);
	const suffix = (name) =>
		/\.([a-z0-9]{1,5})(?:$|[?#])/i.exec(name ?? "")?.[1]?.toLowerCase() ?? "";
	const typeOf = (path) => TYPES[suffix(path)] ?? "application/octet-stream";

	/** Write a path as it is kept: `http://usr/a` is `wxfile://usr/a`, and no slash at the end. */
	function own(path) {
		const plain = String(path ?? "").replace(/^http:\/\/tmp\//, TEMPORARY);
		const made = plain.replace(/^(ttfile|bdfile|https?):\/\//, "wxfile://").replace(/\/+$/, "");
		return made.replace(/([^:])\/{2,}/g, "$1/").replace("user/", "usr/");
	}

	const isOwn = (path) => OWN.test(String(path));

	function put(path, bytes) {
		const known = files.get(path);
		if (known?.address) URL.revokeObjectURL(known.address);
		files.set(path, { bytes, at: now(), made: known?.made ?? now(), address: "" });
	}

	/** Keep bytes, a Blob or a File as a temporary file; gives its path. */
	async function keep(found, name = found.name ?? "") {
		const bytes = found instanceof Blob ? await found.arrayBuffer() : found;
		const byType = Object.keys(TYPES).find((one) => TYPES[one] === found.type?.split(";")[0]);
		const end = suffix(name) || byType || "";
		const path = `${TEMPORARY}${crypto.randomUUID().replaceAll("-", "")}${end && `.${end}`}`;
		put(path, new Uint8Array(bytes));
		return path;
	}

	/** Give the `blob:` address of a file; what is none of ours is given back. */
	function opened(path) {
		if (!isOwn(path)) return path;
		const known = files.get(own(path));
		if (!known) return path;
		known.address ||= URL.createObjectURL(new Blob([known.bytes], { type: typeOf(path) }));
		return known.address;
	}

	/** Read a file at once: one of ours, or of the program; throws where there is none. */
	function bytes(path) {
		if (isOwn(path)) {
			const known = files.get(own(path));
			if (known) return known.bytes;
		} else if (/^(blob|data):/.test(path)) {
			return fetched(path);
		} else {
			const text = sources.read(paths.resolve("", String(path)));
			return text === undefined
				? fetched(paths.address(`/${path}`, ""))
				: new TextEncoder().encode(text);
		}
		throw missing("open", path);
	}

	const missing = (what, path) =>
		new Failure(`no such file or directory, ${what} "${path}"`, { errno: 1300002 });

	/** Read what the server has, waiting for it: calls that end in `Sync` have to. */
	function fetched(address) {
		const request = new XMLHttpRequest();
		request.open("GET", address, false);
		request.overrideMimeType("text/plain; charset=x-user-defined");
		try {
			request.send();
		} catch {
			throw missing("open", address);
		}
		if (request.status >= 400) throw missing("open", address);
		return Uint8Array.from(request.responseText, (one) => one.charCodeAt(0) & 0xff);
	}

	/** Give a file as a Blob: one of ours, of the program, or of the network. */
	async function blob(path) {
		if (isOwn(path)) return new Blob([bytes(path)], { type: typeOf(path) });
		if (/^https?:/.test(path)) return native.network.blob(path);
		const answer = await fetch(/^(blob|data):/.test(path) ? path : paths.address(`/${path}`, ""));
		if (!answer.ok) throw missing("open", path);
		return answer.blob();
	}

	native.opened = opened;
	native.files = {
		HOME,
		SAVED,
		files,
		folders,
		own,
		isOwn,
		put,
		keep,
		bytes,
		blob,
		missing,
		suffix,
		now,
	};
})();
