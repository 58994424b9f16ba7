/**
 * Objects that steer components: VideoContext, MapContext and their like. An element gives its own as
 * `context`; programs may ask for it before the element is there.
 */
(() => {
	const native = globalThis.miniNative;

	/** Make a method of a context that answers through `success`, `fail` and `complete`, or a promise. */
	const asked =
		(name, perform) =>
		(options = {}) => {
			const answered = Promise.resolve()
				.then(() => perform(options))
				.then(
					(found) => ({ isFine: true, result: { ...found, errMsg: `${name}:ok` } }),
					(error) => ({ isFine: false, result: { errMsg: `${name}:fail ${error.message}` } }),
				);
			const listeners = [options.success, options.fail, options.complete];
			if (!listeners.some((each) => typeof each === "function")) {
				const kept = answered.then(({ isFine, result }) =>
					isFine ? result : Promise.reject(result),
				);
				kept.catch(() => {});
				return kept;
			}
			answered.then(({ isFine, result }) => {
				for (const each of [isFine ? options.success : options.fail, options.complete]) {
					if (typeof each === "function") native.guarded(name, () => each(result));
				}
			});
			return undefined;
		};

	/** Give a context whose element is looked for at each call. */
	function later(what, find) {
		const answer = (name, given) => {
			const context = find()?.context;
			if (context?.[name]) return context[name](...given);
			const why = context
				? "it is not in this preview yet"
				: "there is no such element in the page";
			const errMsg = `${name}:fail ${why}`;
			console.warn(`${what}.${errMsg}`);
			given[0]?.fail?.({ errMsg });
			given[0]?.complete?.({ errMsg });
			return undefined;
		};
		return new Proxy(
			{},
			{
				get: (_, name) =>
					typeof name === "string" && name !== "then"
						? (...given) => answer(name, given)
						: undefined,
			},
		);
	}

	/** Keep a picture or film that a component made; gives the path that programs get. */
	async function kept(blob, suffix) {
		return native.files ? native.files.keep(blob, `made.${suffix}`) : URL.createObjectURL(blob);
	}

	native.contexts = { asked, later, of: (element) => element?.context };
	native.kept = kept;
})();
