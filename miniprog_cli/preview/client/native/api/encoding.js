/** Encodings: bytes as text and back, by the names that hosts have, and the digest they ask for. */
(() => {
	const native = globalThis.miniNative;
	const TURNS = [
		[7, 12, 17, 22],
		[5, 9, 14, 20],
		[4, 11, 16, 23],
		[6, 10, 15, 21],
	];
	const SINES = Uint32Array.from({ length: 64 }, (_, at) =>
		Math.floor(Math.abs(Math.sin(at + 1)) * 2 ** 32),
	);

	function encoded(data, encoding = "utf8") {
		if (data instanceof ArrayBuffer) return new Uint8Array(data.slice(0));
		if (ArrayBuffer.isView(data))
			return new Uint8Array(data.buffer, data.byteOffset, data.byteLength).slice();
		const text = String(data ?? "");
		switch (encoding) {
			case "base64":
				return Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
			case "hex":
				return Uint8Array.from(text.match(/../g) ?? [], (one) => Number.parseInt(one, 16));
			case "ascii":
			case "binary":
			case "latin1":
				return Uint8Array.from(text, (one) => one.charCodeAt(0) & 0xff);
			case "ucs2":
			case "ucs-2":
			case "utf16le":
			case "utf-16le":
				return new Uint8Array(Uint16Array.from(text, (one) => one.charCodeAt(0)).buffer);
			default:
				return new TextEncoder().encode(text);
		}
	}

	function decoded(bytes, encoding) {
		const latin = () => Array.from(bytes, (one) => String.fromCharCode(one)).join("");
		switch (encoding) {
			case undefined:
			case "":
				return bytes.slice().buffer;
			case "base64":
				return btoa(latin());
			case "hex":
				return Array.from(bytes, (one) => one.toString(16).padStart(2, "0")).join("");
			case "ascii":
			case "binary":
			case "latin1":
				return latin();
			case "ucs2":
			case "ucs-2":
			case "utf16le":
			case "utf-16le":
				return new TextDecoder("utf-16le").decode(bytes);
			default:
				return new TextDecoder().decode(bytes);
		}
	}

	/** Digest bytes as RFC 1321 says; browsers have no MD5. Gives it in hex. */
	function md5(bytes) {
		const padded = new Uint8Array(((bytes.length + 72) >> 6) << 6);
		padded.set(bytes);
		padded[bytes.length] = 0x80;
		const view = new DataView(padded.buffer);
		view.setUint32(padded.length - 8, bytes.length << 3, true);
		view.setUint32(padded.length - 4, Math.floor(bytes.length / 2 ** 29), true);
		const sum = Uint32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476);
		for (let from = 0; from < padded.length; from += 64) mix(sum, view, from);
		return decoded(new Uint8Array(sum.buffer), "hex");
	}

	function mix(sum, view, from) {
		let [a, b, c, d] = sum;
		for (let at = 0; at < 64; at += 1) {
			const round = at >> 4;
			const [f, word] = [
				() => [(b & c) | (~b & d), at],
				() => [(d & b) | (~d & c), (5 * at + 1) % 16],
				() => [b ^ c ^ d, (3 * at + 5) % 16],
				() => [c ^ (b | ~d), (7 * at) % 16],
			][round]();
			const turned = (a + f + SINES[at] + view.getUint32(from + 4 * word, true)) | 0;
			const by = TURNS[round][at % 4];
			[a, d, c, b] = [d, c, b, (b + ((turned << by) | (turned >>> (32 - by)))) | 0];
		}
		sum[0] += a;
		sum[1] += b;
		sum[2] += c;
		sum[3] += d;
	}

	native.encoding = { encoded, decoded, md5 };
})();
