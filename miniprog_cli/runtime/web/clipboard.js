/** The clipboard of the browser. */
globalThis.miniParts.web.clipboard = () => ({
	can: { clipboard: () => Boolean(navigator.clipboard) },
	"clipboard.read": () => navigator.clipboard.readText(),
	"clipboard.write": ({ text }) => navigator.clipboard.writeText(text),
});
