/** Asking: what requests, uploads and downloads give at once, and how what is asked with is written. */
(() => {
	const native = globalThis.miniNative;
	const { Failure } = native;

	/** What a call under way gives: it can be ended, and tells how far it is. */
	class Task {
		#listeners = new Map();
		stop = new AbortController();

		abort() {
			this.stop.abort(new Failure("abort", { errno: 600001 }));
		}

		tell(name, said) {
			for (const listener of this.#listeners.get(name) ?? []) {
				native.guarded(name, () => listener(said));
			}
		}

		on(name, listener) {
			this.#listeners.set(name, [...(this.#listeners.get(name) ?? []), listener]);
		}

		off(name, listener) {
			const kept = (this.#listeners.get(name) ?? []).filter((one) => listener && one !== listener);
			this.#listeners.set(name, kept);
		}

		has(name) {
			return Boolean(this.#listeners.get(name)?.length);
		}
	}

	/** Give what the program sees of a task. */
	function shown(task, names) {
		const made = { abort: () => task.abort() };
		for (const name of names) {
			made[`on${name}`] = (listener) => task.on(name, listener);
			made[`off${name}`] = (listener) => task.off(name, listener);
		}
		return made;
	}

	/** Make a call that gives a task at once, and its answer to the functions it was given. */
	const tasked = (name, names, perform) => (given) => {
		const task = new Task();
		const run = native.host.callable(name, (options) => perform(options, task));
		run(given ?? {});
		return shown(task, names);
	};

	const pair = ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`;
	const text = (value) =>
		value && typeof value === "object" ? JSON.stringify(value) : String(value ?? "");
	const query = (data) =>
		Object.entries(data)
			.map(([name, value]) => pair([name, text(value)]))
			.join("&");

	/** Put what is asked with into the address or the body, as the type says. */
	function prepared(url, { data, method, header }) {
		const headers = new Map(
			Object.entries(header ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]),
		);
		headers.delete("referer");
		if (!headers.has("content-type")) headers.set("content-type", "application/json");
		let body;
		if (["GET", "HEAD", "OPTIONS", "TRACE"].includes(method)) {
			if (data && typeof data === "object" && !(data instanceof ArrayBuffer)) {
				for (const [name, value] of Object.entries(data)) {
					const [key] = [encodeURIComponent(name)];
					url.search += `${url.search ? "&" : ""}${key}=${encodeURIComponent(text(value))}`;
				}
			} else if (typeof data === "string" && data) url.search += `${url.search ? "&" : ""}${data}`;
		} else if (
			data instanceof ArrayBuffer ||
			ArrayBuffer.isView(data) ||
			typeof data === "string"
		) {
			body = data;
		} else if (data !== undefined && data !== null) {
			const isForm = headers.get("content-type").includes("application/x-www-form-urlencoded");
			body = isForm ? query(data) : JSON.stringify(data);
		}
		return { headers, body };
	}

	native.asking = { Task, tasked, prepared, text };
})();
