/** What `<rich-text>` may show: the elements and attributes that hosts take, and nothing that runs. */
(() => {
	const native = globalThis.miniNative;
	const PLAIN =
		"a abbr address article aside b bdi bdo big blockquote br caption center cite code dd del div dl dt em fieldset font footer h1 h2 h3 h4 h5 h6 header hr i ins label legend li mark nav p pre q rt ruby s section small span strong sub sup tbody tfoot thead tr tt u ul";
	/** By element: the attributes it may have besides `class` and `style`. */
	const TAGS = {
		...Object.fromEntries(PLAIN.split(" ").map((name) => [name, []])),
		bdo: ["dir"],
		col: ["span", "width"],
		colgroup: ["span", "width"],
		font: ["color", "face", "size"],
		img: ["alt", "src", "height", "width"],
		ol: ["start", "type"],
		table: ["width", "border", "cellspacing", "cellpadding"],
		td: ["colspan", "height", "rowspan", "width"],
		th: ["colspan", "height", "rowspan", "width"],
	};
	const SPACES = { nbsp: "\u00a0", ensp: "\u2002", emsp: "\u2003" };
	const SAFE = /^(https?:|data:image\/|wxfile:|blob:|[^:]*$)/i;

	/**
	 * Make what is shown of nodes, given as a list or as HTML; `owner` is the element around it.
	 * @returns {Node[]}
	 */
	function made(nodes, owner) {
		const list = typeof nodes === "string" ? read(nodes) : Array.isArray(nodes) ? nodes : [nodes];
		return list.flatMap((node) => element(node, owner));
	}

	// nothing runs and nothing is fetched in a document of its own
	function read(html) {
		return [...new DOMParser().parseFromString(html, "text/html").body.childNodes].map(described);
	}

	function described(node) {
		if (node.nodeType === Node.TEXT_NODE) return { type: "text", text: node.data, isPlain: true };
		if (node.nodeType !== Node.ELEMENT_NODE) return {};
		const attrs = Object.fromEntries([...node.attributes].map(({ name, value }) => [name, value]));
		return { name: node.localName, attrs, children: [...node.childNodes].map(described) };
	}

	/** @returns {Node[]} */
	function element(node, owner) {
		if (typeof node === "string") return [words({ text: node, isPlain: false }, owner)];
		if (!node || typeof node !== "object") return [];
		if (node.type === "text") return [words(node, owner)];
		const name = String(node.name ?? "").toLowerCase();
		if (!Object.hasOwn(TAGS, name)) return [];
		const drawn = document.createElement(name);
		for (const [key, value] of Object.entries(node.attrs ?? {})) {
			set(drawn, key.toLowerCase(), String(value ?? ""), owner);
		}
		drawn.append(...(node.children ? made(node.children, owner) : []));
		return [drawn];
	}

	function set(drawn, key, value, owner) {
		if (key === "class") drawn.className = owner.scoped(value).join(" ");
		else if (key === "style") drawn.style.cssText = native.styles.px(value);
		else if (key === "src" && SAFE.test(value.trim())) {
			drawn.setAttribute("src", native.paths.address(value.trim(), owner.from));
		} else if (key !== "src" && TAGS[drawn.localName].includes(key)) drawn.setAttribute(key, value);
	}

	function words({ text, isPlain }, owner) {
		const shown = isPlain ? text : decoded(String(text ?? ""));
		const space = SPACES[String(owner.value("space", ""))];
		return document.createTextNode(space ? shown.replaceAll(" ", space) : shown);
	}

	function decoded(text) {
		if (!text.includes("&")) return text;
		const area = document.createElement("textarea");
		area.innerHTML = text;
		return area.value;
	}

	native.richText = made;
})();
