/** `<text>`: words in a line; line breaks in it count, and `\n` written in a template is one. */
(() => {
	const native = globalThis.miniNative;
	const SPACES = { nbsp: "\u00a0", ensp: "\u2002", emsp: "\u2003" };
	const NAMED = { lt: "<", gt: ">", amp: "&", apos: "'", quot: '"', ...SPACES };
	const ENTITIES = new RegExp(`&(${Object.keys(NAMED).join("|")});`, "g");

	native.component(
		"text",
		class extends native.Element {
			static attributes = ["selectable", "user-select", "space", "decode", "max-lines"];
			static later = ["overflow", "select-on-gesture"];
			static css = `
				:host { display: inline; white-space: pre-line; user-select: none; }
				:host :host { user-select: inherit; }
				:host[space="nbsp"], :host[space="ensp"], :host[space="emsp"] { white-space: pre-wrap; }
				:host[selectable], :host[user-select] { user-select: text; }
				:host[user-select] { display: inline-block; }
				:host[max-lines] { display: -webkit-inline-box; -webkit-box-orient: vertical; overflow: hidden; }
			`;
			/** What each of its nodes showed at last, so that our own changes are told from others. */
			#written = new WeakMap();

			begin() {
				this.#write();
				this.watcher = new MutationObserver(() => this.#write());
				this.watcher.observe(/** @type {Node} */ (/** @type {unknown} */ (this)), {
					childList: true,
					characterData: true,
					subtree: true,
				});
			}

			end() {
				this.watcher?.disconnect();
			}

			changed(name) {
				if (name === "space" || name === "decode") this.#write();
				if (name === "max-lines") this.style.webkitLineClamp = String(this.value(name, ""));
			}

			#write() {
				if (this.value("max-lines")) this.style.webkitLineClamp = String(this.value("max-lines"));
				for (const node of this.childNodes) {
					if (!(node instanceof Text)) continue;
					const known = this.#written.get(node);
					const given = known?.shown === node.data ? known.given : node.data;
					const shown = this.#shown(given);
					this.#written.set(node, { given, shown });
					if (shown !== node.data) node.data = shown;
				}
			}

			#shown(given) {
				let text = given.replaceAll("\\n", "\n");
				if (this.is("decode")) text = text.replace(ENTITIES, (_, name) => NAMED[name]);
				const space = SPACES[String(this.value("space", ""))];
				return space ? text.replaceAll(" ", space) : text;
			}
		},
	);
})();
