/** `<rich-text>`: text with markup, given as nodes or as HTML; nothing in it runs. */
(() => {
	const native = globalThis.miniNative;
	const TAGS = new Set(
		"a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del dl dt em fieldset font footer h1 h2 h3 h4 h5 h6 header hr i img ins label legend li mark nav ol p pre q rt ruby s section small span strong sub sup table tbody td tfoot th thead tr tt u ul div".split(
			" ",
		),
	);
	const ATTRIBUTES = new Set(
		"class style width height alt src colspan rowspan span align type start dir color face size".split(
			" ",
		),
	);

	native.component(
		"rich-text",
		class extends native.Element {
			static attributes = ["nodes", "space", "user-select"];
			static css = ":host { display: block; } :host img { max-width: 100%; }";

			begin() {
				this.changed("nodes");
			}

			changed(name) {
				if (name !== "nodes") return;
				const nodes = this.value("nodes", "");
				this.replaceChildren(
					...(typeof nodes === "string" ? read(nodes) : nodes).flatMap((node) => made(node, this)),
				);
			}
		},
	);

	function read(html) {
		return [...new DOMParser().parseFromString(html, "text/html").body.childNodes].map(described);
	}

	function described(node) {
		if (node.nodeType === Node.TEXT_NODE) return { type: "text", text: node.data };
		const attrs = Object.fromEntries(
			[...(node.attributes ?? [])].map(({ name, value }) => [name, value]),
		);
		return { name: node.localName ?? "", attrs, children: [...node.childNodes].map(described) };
	}

	function made(node, owner) {
		if (node?.type === "text" || (node && node.text !== undefined && !node.name)) {
			return [document.createTextNode(entities(String(node.text ?? "")))];
		}
		const name = String(node?.name ?? "").toLowerCase();
		if (!TAGS.has(name)) return [];
		const element = document.createElement(name);
		for (const [key, value] of Object.entries(node.attrs ?? {})) {
			if (!ATTRIBUTES.has(key)) continue;
			const written =
				key === "src" ? native.paths.address(String(value), owner.from) : String(value);
			element.setAttribute(key, key === "style" ? native.styles.px(written) : written);
		}
		element.append(...(node.children ?? []).flatMap((child) => made(child, owner)));
		return [element];
	}

	function entities(text) {
		if (!text.includes("&")) return text;
		const area = document.createElement("textarea");
		area.innerHTML = text;
		return area.value;
	}
})();
