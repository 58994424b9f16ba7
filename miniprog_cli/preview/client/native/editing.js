/** The context of an `<editor>`: what programs do to its text, with callbacks as calls of hosts have. */
(() => {
	const native = globalThis.miniNative;
	const PLAIN = { bold: "bold", italic: "italic", underline: "underline", strike: "strikeThrough" };
	const ALIGN = { left: "Left", center: "Center", right: "Right", justify: "Full" };
	const VALUED = { color: "foreColor", backgroundColor: "hiliteColor", fontFamily: "fontName" };
	const LISTS = { ordered: "insertOrderedList", bullet: "insertUnorderedList" };

	/** Make the context of an editor; `field` is what is edited, and `signal` ends it. */
	native.editing = (editor, field, signal) => {
		let saved = null;
		const run = (command, value = undefined) => document.execCommand(command, false, value);

		/** Go back to where the person wrote: a tap on a tool has taken the focus away. */
		function back() {
			if (field.contains(getSelection().anchorNode)) return;
			field.focus();
			if (!saved) return;
			getSelection().removeAllRanges();
			getSelection().addRange(saved);
		}

		document.addEventListener(
			"selectionchange",
			() => {
				const selection = getSelection();
				if (selection.rangeCount && field.contains(selection.anchorNode)) {
					saved = selection.getRangeAt(0).cloneRange();
					editor.emit("statuschange", formats());
				}
			},
			{ signal },
		);

		function formats() {
			const found = {};
			if (document.queryCommandState("bold")) found.bold = "strong";
			if (document.queryCommandState("italic")) found.italic = "em";
			if (document.queryCommandState("underline")) found.underline = true;
			if (document.queryCommandState("strikeThrough")) found.strike = "del";
			const header = /^h([1-6])$/.exec(document.queryCommandValue("formatBlock"));
			if (header) found.header = Number(header[1]);
			for (const [name, command] of Object.entries(LISTS)) {
				if (document.queryCommandState(command)) found.list = name;
			}
			for (const [name, side] of Object.entries(ALIGN)) {
				if (name !== "left" && document.queryCommandState(`justify${side}`)) found.align = name;
			}
			return found;
		}

		function format(name, value) {
			back();
			if (PLAIN[name]) run(PLAIN[name]);
			else if (VALUED[name]) run(VALUED[name], String(value));
			else if (name === "align" && ALIGN[value]) run(`justify${ALIGN[value]}`);
			else if (name === "list" && LISTS[value]) run(LISTS[value]);
			else if (name === "script") run(value === "sub" ? "subscript" : "superscript");
			else if (name === "header") {
				const isOn = formats().header === Number(value);
				run("formatBlock", isOn || !value ? "div" : `h${value}`);
			} else if (name === "indent") run(String(value).startsWith("-") ? "outdent" : "indent");
			else native.unsupported(`EditorContext.format ${name}`);
			editor.emit("statuschange", formats());
		}

		/**
		 * What is done, by the name of the call; the answer goes to `success`.
		 * @type {Record<string, (options: any) => any>}
		 */
		const calls = {
			blur: () => field.blur(),
			clear: () => field.replaceChildren(),
			getContents: () => editor.contents(),
			getSelectionText: () => ({ text: String(saved ?? "") }),
			insertDivider: () => insert("<hr>"),
			insertText: ({ text = "" }) => {
				back();
				run("insertText", text);
			},
			insertImage: ({ src, alt = "", width = "", height = "", extClass = "" }) => {
				const picture = Object.assign(document.createElement("img"), { alt, className: extClass });
				picture.src = native.paths.address(String(src), editor.from);
				Object.assign(picture.style, { width, height, maxWidth: "100%" });
				insert(picture.outerHTML);
			},
			redo: () => run("redo"),
			removeFormat: () => {
				back();
				run("removeFormat");
			},
			scrollIntoView: () => field.scrollIntoView({ block: "nearest" }),
			setContents: ({ html = "", delta }) => {
				const text = (delta?.ops ?? []).map(({ insert: part }) =>
					typeof part === "string" ? part : "",
				);
				const nodes = html || [
					{ name: "div", attrs: { style: "white-space: pre-wrap" }, children: [text.join("")] },
				];
				field.replaceChildren(...native.richText(nodes, editor));
			},
			undo: () => run("undo"),
		};

		function insert(html) {
			back();
			run("insertHTML", html);
		}

		const context = { format };
		for (const [name, perform] of Object.entries(calls)) {
			context[name] = (options = {}) => {
				const found = native.guarded(`EditorContext.${name}`, () => perform(options ?? {}));
				editor.shown();
				const result = { errMsg: `${name}:ok`, ...(typeof found === "object" ? found : {}) };
				queueMicrotask(() => {
					options?.success?.(result);
					options?.complete?.(result);
				});
			};
		}
		return context;
	};
})();
