/**
 * The text size that the person has set in the host or on the phone, in percent. Programs that
 * measure in `rem` follow; one that sets a size of its own for the root keeps it, as it does where
 * browsers leave the choice to their users.
 */
(() => {
	const { textSize = 100 } = globalThis.miniSimulated.settings.device;
	if (textSize === 100) return;
	const sheet = new CSSStyleSheet();
	// no weight at all, so that every rule of the program wins
	sheet.replaceSync(`:where(:root) { font-size: ${Math.min(400, Math.max(25, textSize))}%; }`);
	document.adoptedStyleSheets = [sheet, ...document.adoptedStyleSheets];
})();
