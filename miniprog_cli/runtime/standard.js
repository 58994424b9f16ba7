/** The web's own interfaces with the host behind them, for programs that are written for the web. */
(() => {
	globalThis.miniParts ??= {};

	const NAMES = {
		denied: "NotAllowedError",
		cancelled: "AbortError",
		unsupported: "NotSupportedError",
		timeout: "TimeoutError",
		offline: "NetworkError",
	};

	globalThis.miniParts.standard = () => {
		const originals = {};

		/** Give a method as the browser has it, also once programs find another in its place. */
		const own = (owner, name) => (name in originals ? originals[name] : owner?.[name]?.bind(owner));

		function replace(owner, name, value) {
			originals[name] = own(owner, name);
			Object.defineProperty(owner, name, { value, configurable: true, writable: true });
		}

		/** Reject as the browser's own do. */
		function refuse({ code, message }) {
			throw new DOMException(message, NAMES[code] ?? "OperationError");
		}

		return {
			own,
			replace,
			refuse,
			instead: {
				share: ({ share }) =>
					replace(navigator, "share", async ({ files, ...card } = /** @type {any} */ ({})) =>
						files ? own(navigator, "share")({ files, ...card }) : share(card).catch(refuse),
					),
				network({ network, on }) {
					let isOnline = navigator.onLine;
					const look = () =>
						network().then(
							(found) => {
								isOnline = found.online;
							},
							() => {},
						);
					Object.defineProperty(navigator, "onLine", {
						get: () => isOnline,
						configurable: true,
					});
					on("network", look);
					return look();
				},
			},
		};
	};
})();
