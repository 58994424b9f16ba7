/** QR codes, read from a picture that the user takes. */
globalThis.miniParts.web.scan = ({ fail, web }) => ({
	can: { scan: () => "BarcodeDetector" in globalThis },
	async scan() {
		const [picture] = await web.photo({ from: "camera", count: 1 });
		const { BarcodeDetector } = /** @type {any} */ (globalThis);
		const reader = new BarcodeDetector({ formats: ["qr_code"] });
		const [found] = await reader.detect(await createImageBitmap(picture));
		return found ? { text: found.rawValue } : fail("failed", "mini.scan: no code in the picture");
	},
});
