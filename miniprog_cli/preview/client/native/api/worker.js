/** Workers: scripts of the program in a worker of the browser, with `require` and `worker` as in hosts. */
(() => {
	const native = globalThis.miniNative;
	const { sources, modules } = native;

	/** Runs in the worker: `files` are its scripts, as functions by path. */
	function body(files, start) {
		const made = new Map();
		const normal = (path) => {
			const steps = [];
			for (const step of path.split("/")) {
				if (step === "..") steps.pop();
				else if (step && step !== ".") steps.push(step);
			}
			return steps.join("/");
		};
		const listeners = [];
		const worker = {
			env: { USER_DATA_PATH: "wxfile://usr" },
			postMessage: (message) => self.postMessage(message),
			onMessage: (listener) => listeners.push(listener),
			getFileSystemManager: () => ({}),
		};
		self.onmessage = ({ data }) => {
			for (const listener of listeners) listener(data);
		};
		function run(path) {
			if (made.has(path)) return made.get(path).exports;
			const module = { exports: {} };
			made.set(path, module);
			const folder = path.slice(0, path.lastIndexOf("/") + 1);
			const require = (written) => {
				const name = normal(written.startsWith("/") ? written : folder + written);
				const found = [name, `${name}.js`, `${name}.ts`, `${name}/index.js`].find(
					(one) => one in files,
				);
				if (!found) throw new Error(`no module ${written} in the worker`);
				return run(found);
			};
			files[path](require, module, module.exports, worker);
			return module.exports;
		}
		run(start);
	}

	function createWorker(path, options = {}) {
		const start = modules.file(String(path).replace(/\.js$/, ""));
		const heard = { message: [], error: [], killed: [] };
		if (!start) {
			native.fail(new native.Fault(`no worker ${path}`, "app.json"));
			return native.host.harmless("createWorker");
		}
		const folder = sources.app.workers?.path ?? sources.app.workers ?? native.paths.folder(start);
		const inside = sources
			.paths()
			.filter((one) => one.startsWith(`${folder}/`) && modules.isScript(one));
		const files = inside.map(
			(one) =>
				`${JSON.stringify(one)}: function (require, module, exports, worker) {\n${modules.translated(one)}\n}`,
		);
		const text = `(${body})({${files.join(",\n")}}, ${JSON.stringify(start)});`;
		const address = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
		const worker = new Worker(address, { name: String(path) });
		const tell = (name, said) => {
			for (const listener of heard[name]) native.guarded(`worker ${name}`, () => listener(said));
		};
		worker.addEventListener("message", ({ data }) => tell("message", data));
		worker.addEventListener("error", (event) => {
			native.fail(new Error(event.message), start);
			tell("error", {
				message: event.message,
				filename: start,
				lineno: event.lineno,
				colno: event.colno,
			});
		});
		void options;
		return {
			postMessage: (message) => worker.postMessage(message),
			onMessage: (listener) => heard.message.push(listener),
			onError: (listener) => heard.error.push(listener),
			onProcessKilled: (listener) => heard.killed.push(listener),
			terminate() {
				worker.terminate();
				URL.revokeObjectURL(address);
			},
			getCameraFrameData: () => null,
			testOnProcessKilled: () => tell("killed", {}),
		};
	}

	native.api({ values: { createWorker } });
})();
