/** `<selection>`: tells what a person selects of the text in it. */
(() => {
	const native = globalThis.miniNative;

	native.component(
		"selection",
		class extends native.Element {
			static attributes = ["disable-context-menu"];
			static events = ["selectionchange"];
			static css = ":host { display: block; }";
			#heard = () => this.#tell();
			#was = false;

			begin() {
				document.addEventListener("selectionchange", this.#heard);
				this.once(() => {
					this.addEventListener("contextmenu", (event) => {
						if (this.is("disable-context-menu")) event.preventDefault();
					});
				});
			}

			end() {
				document.removeEventListener("selectionchange", this.#heard);
			}

			#tell() {
				const selection = getSelection();
				const isOurs =
					selection.rangeCount > 0 &&
					selection.containsNode(/** @type {Node} */ (/** @type {unknown} */ (this)), true);
				// what is selected elsewhere ends what was selected here
				if (!isOurs && !this.#was) return;
				const isCollapsed = !isOurs || selection.isCollapsed;
				this.#was = !isCollapsed;
				const range = isOurs ? selection.getRangeAt(0) : null;
				const rects = [...(range?.getClientRects() ?? [])];
				this.emit("selectionchange", {
					isCollapsed,
					selectedString: isCollapsed ? "" : selection.toString(),
					firstRangeRect: plain(rects[0]),
					lastRangeRect: plain(rects.at(-1)),
					rangeRect: plain(range?.getBoundingClientRect()),
				});
			}
		},
	);

	function plain(rect) {
		const { x = 0, y = 0, width = 0, height = 0 } = rect ?? {};
		return { x, y, left: x, top: y, right: x + width, bottom: y + height, width, height };
	}
})();
