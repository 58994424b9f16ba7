/** `wx.cloud`: the vendor's own servers, which are not here; every call says so and is logged. */
(() => {
	const native = globalThis.miniNative;
	const WHY = "cloud is not in preview";
	const CALLS =
		"callFunction callContainer uploadFile downloadFile deleteFile getTempFileURL connectContainer CloudID".split(
			" ",
		);

	const refuse = (name) => (given) =>
		native.begun(`cloud.${name}`, given ?? {}, () => {
			throw new native.Failure(WHY, { errCode: -1 });
		});

	/** Calls that give a task where the program names who is to hear of the end. */
	const TASKS = new Set(["uploadFile", "downloadFile"]);
	const LATER = "abort onProgressUpdate offProgressUpdate onHeadersReceived offHeadersReceived";
	const task = () => Object.fromEntries(LATER.split(" ").map((name) => [name, () => {}]));
	const refuseTask = (name) => (given) => refuse(name)(given) ?? task();

	/** Stand in for databases, collections and documents: whatever is called on them fails. */
	function stand(name) {
		return new Proxy(() => {}, {
			get: (_, member) => {
				if (typeof member !== "string" || member === "then") return undefined;
				return ENDS.has(member) ? refuse(`${name}.${member}`) : stand(`${name}.${member}`);
			},
			apply: () => stand(name),
		});
	}
	const ENDS = new Set("get add update remove set count watch end".split(" "));

	native.api({
		values: {
			cloud: {
				init: () => {},
				database: () => stand("database"),
				...Object.fromEntries(
					CALLS.map((name) => [name, (TASKS.has(name) ? refuseTask : refuse)(name)]),
				),
			},
		},
	});
})();
