/** The clipboard of the browser. */
globalThis.miniParts.web.clipboard = ({ own, replace, refuse }) => {
	const owner = () => navigator.clipboard;
	return {
		can: { clipboard: () => Boolean(owner()) },
		"clipboard.read": () => own(owner(), "readText")(),
		"clipboard.write": ({ text }) => own(owner(), "writeText")(text),
		instead: {
			"clipboard.read": ({ clipboard }) =>
				owner() && replace(owner(), "readText", () => clipboard.read().catch(refuse)),
			"clipboard.write": ({ clipboard }) =>
				owner() && replace(owner(), "writeText", (text) => clipboard.write(text).catch(refuse)),
		},
	};
};
