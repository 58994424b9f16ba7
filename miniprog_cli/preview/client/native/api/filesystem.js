/** File system: `FileSystemManager` over the files in memory, at once and with an answer later. */
(() => {
	const native = globalThis.miniNative;
	const { Failure, files: kept } = native;
	const { encoded, decoded } = native.encoding;
	const { HOME, SAVED, files, folders, own, isOwn, put, missing } = kept;
	const MOST = 200 * 1024 * 1024; // bytes, as hosts allow
	const open = new Map();
	let handles = 0;

	const exists = (path) => files.has(path) || folders.has(path);
	const parent = (path) => path.slice(0, path.lastIndexOf("/"));
	const inside = (folder) =>
		[...files.keys(), ...folders].filter((one) => one.startsWith(`${folder}/`));
	const denied = (what, path) =>
		new Failure(`permission denied, ${what} "${path}"`, { errno: 1300013 });

	/** Give a path that may be written to. */
	function writable(what, path) {
		if (!isOwn(path) || !own(path).startsWith(HOME)) throw denied(what, path);
		const made = own(path);
		if (!folders.has(parent(made)) && parent(made) !== "wxfile:/") throw missing(what, path);
		if (folders.has(made)) throw new Failure(`illegal operation on a directory, ${what} "${path}"`);
		return made;
	}

	function write(path, bytes, what = "open") {
		const all = [...files.values()].reduce((sum, one) => sum + one.bytes.length, 0);
		if (all + bytes.length > MOST)
			throw new Failure("the maximum size of the file storage limit is exceeded");
		put(writable(what, path), bytes);
	}

	function joined(first, second) {
		const made = new Uint8Array(first.length + second.length);
		made.set(first);
		made.set(second, first.length);
		return made;
	}

	function described(path) {
		const isFolder = folders.has(path);
		if (!isFolder && !files.has(path)) throw missing("stat", path);
		const { bytes = [], at = kept.now(), made = at } = files.get(path) ?? {};
		return {
			mode: isFolder ? 16877 : 33188,
			size: bytes.length,
			lastAccessedTime: at,
			lastModifiedTime: at,
			birthtime: made,
			isDirectory: () => isFolder,
			isFile: () => !isFolder,
		};
	}

	function held(fd) {
		const one = open.get(String(fd));
		if (!one) throw new Failure("bad file descriptor", { errno: 1300009 });
		return one;
	}

	async function digest({ filePath, digestAlgorithm = "md5" }) {
		const bytes = kept.bytes(filePath);
		const size = bytes.length;
		if (digestAlgorithm === "md5") return { size, digest: native.encoding.md5(bytes) };
		const name = { sha1: "SHA-1", sha256: "SHA-256" }[digestAlgorithm] ?? digestAlgorithm;
		const made = new Uint8Array(await crypto.subtle.digest(name, bytes));
		return { size, digest: decoded(made, "hex") };
	}

	/** What can be done at once; each takes its arguments by name. */
	const DONE = {
		access({ path }) {
			if (isOwn(path)) {
				if (!exists(own(path))) throw missing("access", path);
			} else kept.bytes(path);
		},
		readFile({ filePath, encoding, position = 0, length }) {
			const bytes = kept.bytes(filePath);
			const end = length === undefined ? bytes.length : position + length;
			return { data: decoded(bytes.subarray(position, end), encoding) };
		},
		writeFile: ({ filePath, data, encoding }) => write(filePath, encoded(data, encoding)),
		appendFile({ filePath, data, encoding }) {
			if (!files.has(own(filePath))) throw missing("open", filePath);
			write(filePath, joined(kept.bytes(filePath), encoded(data, encoding)));
		},
		copyFile: ({ srcPath, destPath }) => write(destPath, kept.bytes(srcPath).slice(), "copyFile"),
		rename({ oldPath, newPath }) {
			const [from, to] = [own(oldPath), own(newPath)];
			if (!exists(from)) throw missing("rename", oldPath);
			if (!to.startsWith(HOME)) throw denied("rename", newPath);
			for (const path of [from, ...inside(from)]) {
				const moved = to + path.slice(from.length);
				if (folders.delete(path)) folders.add(moved);
				if (files.has(path)) put(moved, files.get(path).bytes);
				files.delete(path);
			}
		},
		unlink({ filePath }) {
			if (folders.has(own(filePath)))
				throw new Failure(`operation not permitted, unlink "${filePath}"`);
			if (!files.delete(own(filePath))) throw missing("unlink", filePath);
		},
		mkdir({ dirPath, recursive = false }) {
			const path = own(dirPath);
			if (!path.startsWith(HOME)) throw denied("mkdir", dirPath);
			if (exists(path) && !recursive) throw new Failure(`file already exists ${dirPath}`);
			if (!recursive && !folders.has(parent(path))) throw missing("mkdir", dirPath);
			for (let at = path; at.length > HOME.length; at = parent(at)) folders.add(at);
		},
		rmdir({ dirPath, recursive = false }) {
			const path = own(dirPath);
			if (!folders.has(path)) throw missing("rmdir", dirPath);
			if (!recursive && inside(path).length) throw new Failure(`directory not empty`);
			for (const one of [path, ...inside(path)]) {
				files.delete(one);
				if (one !== HOME) folders.delete(one);
			}
		},
		readdir({ dirPath }) {
			const path = own(dirPath);
			if (!folders.has(path)) throw missing("readdir", dirPath);
			const names = inside(path).map((one) => one.slice(path.length + 1).split("/")[0]);
			return { files: [...new Set(names)].sort() };
		},
		stat({ path, recursive = false }) {
			const top = own(path);
			if (!recursive) return { stats: described(top) };
			const list = [top, ...inside(top)];
			return {
				stats: list.map((one) => ({ path: one.slice(top.length) || "/", stats: described(one) })),
			};
		},
		saveFile({ tempFilePath, filePath }) {
			const end = kept.suffix(tempFilePath);
			const path =
				filePath ?? `${SAVED}${crypto.randomUUID().replaceAll("-", "")}${end && `.${end}`}`;
			const bytes = kept.bytes(tempFilePath);
			if (filePath) write(filePath, bytes);
			else put(path, bytes);
			files.delete(own(tempFilePath));
			return { savedFilePath: path };
		},
		truncate({ filePath, length = 0 }) {
			const bytes = new Uint8Array(length);
			bytes.set(kept.bytes(filePath).subarray(0, length));
			write(filePath, bytes);
		},
		open({ filePath, flag = "r" }) {
			const path = own(filePath);
			if (/^[rx]/.test(flag) && !exists(path)) throw missing("open", filePath);
			if (/^w/.test(flag) || (/^a/.test(flag) && !files.has(path)))
				write(filePath, new Uint8Array());
			handles += 1;
			open.set(String(handles), { path, at: /^a/.test(flag) ? kept.bytes(path).length : 0 });
			return { fd: String(handles) };
		},
		close({ fd }) {
			held(fd);
			open.delete(String(fd));
		},
		fstat: ({ fd }) => ({ stats: described(held(fd).path) }),
		ftruncate: ({ fd, length }) => DONE.truncate({ filePath: held(fd).path, length }),
		read({ fd, arrayBuffer, offset = 0, length = arrayBuffer.byteLength - offset, position }) {
			const one = held(fd);
			const from = position ?? one.at;
			const bytes = kept.bytes(one.path).subarray(from, from + length);
			new Uint8Array(arrayBuffer).set(bytes, offset);
			one.at = from + bytes.length;
			return { bytesRead: bytes.length, arrayBuffer };
		},
		write({ fd, data, offset = 0, length, position, encoding }) {
			const one = held(fd);
			const whole = encoded(data, encoding);
			const bytes =
				data instanceof ArrayBuffer ? whole.subarray(offset, length && offset + length) : whole;
			const before = kept.bytes(one.path);
			const from = position ?? one.at;
			const made = new Uint8Array(Math.max(before.length, from + bytes.length));
			made.set(before);
			made.set(bytes, from);
			put(one.path, made);
			one.at = from + bytes.length;
			return { bytesWritten: bytes.length };
		},
	};

	/** How the calls that end in `Sync` take their arguments, where they do not go by name. */
	const IN_ORDER = {
		access: ["path"],
		readFile: ["filePath", "encoding", "position", "length"],
		writeFile: ["filePath", "data", "encoding"],
		appendFile: ["filePath", "data", "encoding"],
		copyFile: ["srcPath", "destPath"],
		rename: ["oldPath", "newPath"],
		unlink: ["filePath"],
		mkdir: ["dirPath", "recursive"],
		rmdir: ["dirPath", "recursive"],
		readdir: ["dirPath"],
		stat: ["path", "recursive"],
		saveFile: ["tempFilePath", "filePath"],
	};
	const GIVEN = {
		readFile: "data",
		readdir: "files",
		stat: "stats",
		saveFile: "savedFilePath",
		open: "fd",
		fstat: "stats",
	};

	const atOnce = Object.entries(DONE).map(([name, perform]) => [
		`${name}Sync`,
		(...given) => {
			const order = IN_ORDER[name];
			const named = order ? Object.fromEntries(order.map((one, at) => [one, given[at]])) : given[0];
			try {
				const found = perform(named ?? {});
				return GIVEN[name] ? found[GIVEN[name]] : found;
			} catch (error) {
				// what programs catch has this message
				throw Object.assign(new Error(`${name}Sync:fail ${error.message}`), error.members, {
					errMsg: `${name}Sync:fail ${error.message}`,
				});
			}
		},
	]);

	const saved = {
		getFileInfo: digest,
		getSavedFileList: () => ({
			fileList: [...files]
				.filter(([path]) => path.startsWith(SAVED))
				.map(([filePath, { bytes, made }]) => ({ filePath, size: bytes.length, createTime: made })),
		}),
		removeSavedFile: ({ filePath }) => DONE.unlink({ filePath }),
	};
	const absent = Object.fromEntries(
		["unzip", "readZipEntry", "readCompressedFile", "readCompressedFileSync"].map((name) => [
			name,
			native.host.absent(name),
		]),
	);
	const manager = {
		...native.host.methods("FileSystemManager", { ...DONE, ...saved }),
		...Object.fromEntries(atOnce),
		...absent,
	};

	native.api({
		calls: {
			saveFile: DONE.saveFile,
			getFileInfo: digest,
			getSavedFileList: saved.getSavedFileList,
			getSavedFileInfo: ({ filePath }) => {
				const { size, birthtime } = described(own(filePath));
				return { size, createTime: birthtime };
			},
			removeSavedFile: saved.removeSavedFile,
			openDocument: ({ filePath }) => {
				window.open(native.opened(filePath), "_blank", "noopener");
			},
			saveFileToDisk: ({ filePath }) => native.media.download(filePath),
		},
		values: {
			getFileSystemManager: () => manager,
		},
		simulated: ["openDocument", "saveFileToDisk"],
		later: ["addFileToFavorites"],
	});
})();
