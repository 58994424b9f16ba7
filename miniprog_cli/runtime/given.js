/** What callers give to mini.js, looked at before a host sees it. */
(() => {
	globalThis.miniParts ??= {};

	const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

	globalThis.miniParts.given = ({ fail }) => {
		const isObject = (value) =>
			typeof value === "object" && value !== null && !Array.isArray(value);

		function bag(value, name) {
			if (value === undefined) return {};
			if (!isObject(value)) fail("invalid", `mini.${name} takes an object`);
			if (value.timeout !== undefined) number(value.timeout, `${name}: timeout`, 1, 2 ** 31 - 1);
			return { ...value };
		}

		function text(value, what, { empty = false } = {}) {
			if (typeof value !== "string" || (!empty && !value))
				fail("invalid", `mini.${what} is a text${empty ? "" : " that is not empty"}`);
			return value;
		}

		function number(value, what, least, most) {
			if (typeof value !== "number" || !(value >= least && value <= most))
				fail("invalid", `mini.${what} is a number from ${least} to ${most}`);
			return value;
		}

		function oneOf(value, choices, what) {
			if (!choices.includes(value))
				fail("invalid", `mini.${what} is one of ${choices.join(", ")}; not ${String(value)}`);
			return value;
		}

		function address(value, what) {
			try {
				const url = new URL(text(value, what), location.href);
				if (/^https?:$/.test(url.protocol)) return url.href;
			} catch {
				// told below, as all that is no address
			}
			return fail("invalid", `mini.${what} is a web address`);
		}

		function texts(value, what) {
			if (value === undefined) return [];
			if (!Array.isArray(value)) fail("invalid", `mini.${what} is a list of texts`);
			return value.map((one) => text(one, what));
		}

		function card(value, name) {
			const given = bag(value, name);
			for (const key of ["title", "text"]) {
				if (given[key] !== undefined) text(given[key], `${name}: ${key}`, { empty: true });
			}
			for (const key of ["url", "image"]) {
				if (given[key] !== undefined) given[key] = address(given[key], `${name}: ${key}`);
			}
			return given;
		}

		function order(value) {
			if (!(isObject(value) || (typeof value === "string" && value)))
				fail("invalid", "mini.pay takes the order that your server made for the host");
			return { order: value };
		}

		function key(value, name) {
			return { key: text(value, `${name}: key`) };
		}

		function stored(name, value) {
			const json = JSON.stringify(value);
			if (json === undefined) fail("invalid", "mini.storage.set: value is nothing that JSON has");
			return { ...key(name, "storage.set"), value: json };
		}

		function asking(url, options) {
			const given = bag(options, "request");
			const method = oneOf((given.method ?? "GET").toUpperCase(), METHODS, "request: method");
			if (given.headers !== undefined && !isObject(given.headers))
				fail("invalid", "mini.request: headers is an object");
			return { ...given, url: address(url, "request: url"), method };
		}

		function place(value) {
			const given = bag(value, "openMap");
			number(given.latitude, "openMap: latitude", -90, 90);
			number(given.longitude, "openMap: longitude", -180, 180);
			return given;
		}

		function picture(value) {
			const given = { from: "any", count: 1, ...bag(value, "photo") };
			oneOf(given.from, ["camera", "album", "any"], "photo: from");
			number(given.count, "photo: count", 1, 20);
			return given;
		}

		function spoken(name) {
			return (words, options) => ({ ...bag(options, name), text: text(words, `${name}: text`) });
		}

		function inside(path) {
			const url = new URL(address(path, "nav.to: path"));
			if (url.origin !== location.origin) fail("invalid", "mini.nav.to stays in the program");
			return { url: url.href, path };
		}

		return {
			bag,
			text,
			number,
			oneOf,
			address,
			texts,
			card,
			order,
			key,
			stored,
			asking,
			place,
			picture,
			spoken,
			inside,
		};
	};
})();
