/** What goes wrong in a program: told like any error of a page, with its place where it is known. */
(() => {
	const native = globalThis.miniNative;
	const told = new Set();
	const origin = location.origin;

	/**
	 * The characters that stand before a script on its first line, where it is run: names that it may
	 * use. The server takes them off what it is told (`places.py`), which needs one number for all.
	 */
	const HEAD = 1000;
	const LONGEST = 200; // characters of something that is told

	const HEADED = new RegExp(
		`(${origin.replace(/\W/g, "\\$&")}/(?!_miniprog/)[^\\s()]*\\.[jt]s:1:)(\\d+)`,
		"g",
	);

	/** Give a trace as the files are: without what stands before each script on its first line. */
	function trace(text) {
		return text.replace(HEADED, (all, before, column) =>
			column > HEAD ? before + (column - HEAD) : all,
		);
	}

	/** A fault with a place in a file of the program; line and column count from 1. */
	class Fault extends Error {
		constructor(message, file, line = 1, column = 1) {
			super(message);
			this.name = "Error";
			this.file = file;
			this.line = line;
			this.column = column;
			// as the browser tells of one in a script that runs
			const shown = line === 1 && /\.[jt]s$/.test(file) ? column + HEAD : column;
			this.stack = `Error: ${message}\n    at ${origin}/${file}:${line}:${shown}`;
		}
	}

	/** Tell an error, once: in the console, to the server, and over the page. */
	function fail(error, context = "") {
		const cause = error instanceof Error ? error : new Error(String(error));
		const key = `${context}${cause.stack}`;
		if (told.has(key)) return;
		told.add(key);
		const words = native.early(String(cause.message));
		const said = context ? `${context}: ${words}` : words;
		native.errors.push(said);
		const [file, line, column] = placeOf(cause);
		// as the browser tells of an error that nobody caught
		dispatchEvent(
			new ErrorEvent("error", {
				message: said,
				filename: file,
				lineno: line,
				colno: column,
				error: cause,
			}),
		);
		console.error(cause);
	}

	/** @returns {[string, number, number]} */
	function placeOf(error) {
		const places = [...String(error.stack).matchAll(/(https?:[^\s()]+?):(\d+):(\d+)/g)];
		const own = places.find(([, file]) => !file.includes("/_miniprog/"));
		return own ? [own[1], Number(own[2]), Number(own[3])] : ["", 0, 0];
	}

	/** Run what the program wrote; an error of it is told, and nothing is given. */
	function guarded(context, act) {
		try {
			return act();
		} catch (error) {
			fail(error, context);
			return undefined;
		}
	}

	/** Give the host's answer in an object of the program's. */
	function inner(reason) {
		if (!reason || typeof reason !== "object" || reason instanceof Error) return undefined;
		const held = Object.values(reason).find((one) => typeof one?.errMsg === "string");
		return held?.errMsg;
	}

	/** Write what a promise failed with that is no error: programs have objects of their own. */
	function written(reason) {
		try {
			return typeof reason === "object" ? JSON.stringify(reason).slice(0, LONGEST) : String(reason);
		} catch {
			return String(reason);
		}
	}

	native.HEAD = HEAD;
	native.trace = trace;
	native.simulated.trace = trace;
	native.Fault = Fault;
	native.fail = fail;
	native.guarded = guarded;
	/** What went wrong since the page was opened, for `--crawl`. */
	native.errors = [];
	/** What the host answered that was no success, and that the program left to itself. */
	native.failed = [];
	native.forgive = () => {
		told.clear();
		native.errors.length = 0;
		native.failed.length = 0;
		native.blank.plan();
	};
	addEventListener("error", (event) => {
		if (event instanceof ErrorEvent && event.isTrusted) native.errors.push(event.message);
	});
	addEventListener("unhandledrejection", ({ reason }) => {
		const answer = reason instanceof Error ? undefined : reason?.errMsg;
		// libraries for requests put the answer of the host into an error or an object of their own
		const said = answer ?? inner(reason) ?? reason?.message;
		if (/^[\w.]+:fail\b/.test(said)) native.failed.push(said);
		else native.errors.push(`in a promise: ${reason?.message ?? answer ?? written(reason)}`);
	});
})();
