/** Interaction: toasts, questions, lists of actions and loading signs, drawn over the page. */
(() => {
	const native = globalThis.miniNative;
	const { Failure, simulated } = native;
	const LIGHT = {
		text: "#191919",
		ground: "#fff",
		line: "#0000001a",
		soft: "#7f7f7f",
		link: "#576b95",
	};
	const DARK = {
		text: "#ffffffcc",
		ground: "#2c2c2c",
		line: "#ffffff1a",
		soft: "#ffffff80",
		link: "#7d90a9",
	};
	const STYLE = `
		:host { all: initial; }
		* { box-sizing: border-box; font: 17px/1.4 system-ui, sans-serif; }
		.toast { position: fixed; inset: 0; z-index: 2147483000; display: grid; place-items: center; pointer-events: none; }
		.toast.mask { pointer-events: auto; }
		.toast > div { min-width: 136px; max-width: 70vw; padding: 24px 16px 16px; border-radius: 12px; text-align: center;
			color: #fff; background: #4c4c4cf2; overflow-wrap: anywhere; }
		.toast.plain > div { min-width: 0; padding: 12px 16px; border-radius: 8px; }
		.toast p { margin: 0; font-size: 15px; max-height: 2.8em; overflow: hidden; }
		.toast svg, .toast img { display: block; width: 40px; height: 40px; margin: 0 auto 14px; object-fit: contain; }
		.turning { animation: turn 1s steps(12) infinite; }
		@keyframes turn { to { transform: rotate(1turn); } }
		dialog { border: 0; padding: 0; color: var(--text); background: var(--ground); overflow: hidden; }
		dialog:focus { outline: none; }
		dialog::backdrop { background: #0009; }
		dialog.modal { width: min(320px, 86vw); border-radius: 12px; text-align: center; }
		.modal h2 { margin: 32px 24px 0; font-weight: 600; overflow-wrap: anywhere; }
		.modal .words { margin: 16px 24px 32px; color: var(--soft); white-space: pre-line; overflow-wrap: anywhere;
			max-height: 50vh; overflow: auto; }
		.modal h2 + .words { margin-top: 12px; }
		.modal .words:first-child { margin-top: 32px; color: var(--text); }
		.modal input { width: calc(100% - 48px); margin: 0 24px 24px; padding: 8px 10px; color: inherit;
			background: none; border: 1px solid var(--line); border-radius: 4px; }
		.row { display: flex; border-top: 1px solid var(--line); }
		.row button + button { border-left: 1px solid var(--line); }
		button { flex: 1; min-height: 56px; padding: 0 8px; border: 0; background: none; color: inherit; cursor: pointer; }
		.row button { font-weight: 600; }
		button:focus-visible { outline: 3px solid #10aeff; outline-offset: -4px; }
		dialog.sheet { width: 100%; max-width: none; margin: auto 0 0; border-radius: 12px 12px 0 0;
			padding-bottom: var(--below); }
		.sheet button { display: block; width: 100%; border-top: 1px solid var(--line); }
		.sheet p { margin: 16px 24px; text-align: center; color: var(--soft); font-size: 14px; }
		.sheet .end { border-top: 8px solid var(--line); }
		@media (prefers-reduced-motion: reduce) { .turning { animation-duration: 4s; } }`;
	const ICONS = {
		success: '<path d="M8 21l9 9 16-18" fill="none" stroke="#fff" stroke-width="3"/>',
		error: '<path d="M10 10l20 20M30 10L10 30" fill="none" stroke="#fff" stroke-width="3"/>',
		loading:
			'<g class="turning" style="transform-origin:50% 50%"><circle cx="20" cy="20" r="15" fill="none" stroke="#fff" stroke-width="3" stroke-dasharray="70 30"/></g>',
	};
	/** The toast or loading sign that is shown; there is one at most. */
	let shown = null;

	/** Put something over the page, out of the reach of its styles. */
	function over(element) {
		const host = document.createElement("miniprog-over");
		const root = host.attachShadow({ mode: "open" });
		const sheet = new CSSStyleSheet();
		const isDark = native.sources.app.darkmode && simulated.answers.theme() === "dark";
		const colours = Object.entries(isDark ? DARK : LIGHT).map(
			([name, value]) => `--${name}: ${value};`,
		);
		const below = `--below: ${simulated.settings.insets.bottom}px;`;
		sheet.replaceSync(`:host { ${colours.join(" ")} ${below} } ${STYLE}`);
		root.adoptedStyleSheets = [sheet];
		root.append(element);
		document.documentElement.append(host);
		return host;
	}

	function drawn(name, words = "", members = {}) {
		return Object.assign(document.createElement(name), { textContent: words, ...members });
	}

	// -- toasts and loading signs

	function sign(kind, { title = "", icon = "success", image, mask = false, duration }) {
		if (typeof title !== "string" && typeof title !== "number") {
			throw new Failure("parameter error: parameter.title should be String instead of Undefined;");
		}
		hide();
		const isPlain = !image && icon === "none";
		const box = drawn("div", "", { role: "status" });
		if (image) {
			const src = native.paths.address(image, native.pages.current()?.path ?? "");
			box.append(drawn("img", "", { src, alt: "" }));
		} else if (!isPlain) {
			const picture = ICONS[icon] ?? ICONS.success;
			box.innerHTML = `<svg viewBox="0 0 40 40" aria-hidden="true">${picture}</svg>`;
		}
		box.append(drawn("p", String(title)));
		const around = drawn("div", "", {
			className: `toast ${mask ? "mask" : ""} ${isPlain ? "plain" : ""}`,
		});
		around.append(box);
		const host = over(around);
		const timer =
			duration === null
				? null
				: setTimeout(() => shown?.host === host && hide(), Number(duration) || 1500);
		shown = { host, kind, timer };
	}

	function hide() {
		clearTimeout(shown?.timer);
		shown?.host.remove();
		shown = null;
	}

	// -- questions

	/** Ask; `fill(dialog, end)` puts in what is asked, `otherwise` is the answer of who goes away. */
	function ask(className, label, fill, otherwise) {
		return new Promise((resolve) => {
			const dialog = drawn("dialog", "", { className });
			dialog.setAttribute("aria-label", label);
			const host = over(dialog);
			const end = (value) => {
				host.remove();
				resolve(value);
			};
			dialog.tabIndex = -1;
			dialog.autofocus = true; // a ring around a button comes with the keyboard
			fill(dialog, end);
			dialog.addEventListener("cancel", () => end(otherwise));
			if (className === "sheet") {
				dialog.addEventListener("click", ({ target }) => target === dialog && end(otherwise));
			}
			dialog.showModal();
		});
	}

	function showModal(given) {
		const { title = "", content = "", showCancel = true, editable = false } = given;
		const {
			cancelText = "取消",
			confirmText = "确定",
			cancelColor,
			confirmColor,
			placeholderText = "",
		} = given;
		for (const [name, text] of Object.entries({ cancelText, confirmText })) {
			if (String(text).length > 4)
				throw new Failure(`${name} length should not larger than 4 Chinese characters`);
		}
		const gone = { confirm: false, cancel: true, content: null };
		return ask(
			"modal",
			String(title || content),
			(dialog, end) => {
				const field =
					editable && drawn("input", "", { value: String(content), placeholder: placeholderText });
				field?.setAttribute?.("aria-label", placeholderText || String(title));
				if (title) dialog.append(drawn("h2", String(title)));
				if (!editable && content !== "")
					dialog.append(drawn("div", String(content), { className: "words" }));
				else if (!field) dialog.append(drawn("div", "", { className: "words" }));
				if (field) {
					dialog.querySelector("h2")?.style.setProperty("margin-bottom", "20px");
					dialog.append(field);
				}
				const row = drawn("div", "", { className: "row" });
				const yes = button(confirmText, confirmColor ?? "var(--link)", () =>
					end({ confirm: true, cancel: false, content: field ? field.value : null }),
				);
				if (showCancel)
					row.append(button(cancelText, cancelColor ?? "var(--text)", () => end(gone)));
				if (field) {
					dialog.autofocus = false;
					field.autofocus = true;
				}
				row.append(yes);
				dialog.append(row);
			},
			gone,
		);
	}

	function button(words, color, act, className = "") {
		const made = drawn("button", String(words), { type: "button", className });
		made.style.color = color;
		made.addEventListener("click", act);
		return made;
	}

	async function showActionSheet({ itemList, itemColor = "var(--text)", alertText = "" }) {
		if (!Array.isArray(itemList) || !itemList.length) {
			throw new Failure("parameter error: parameter.itemList should have at least 1 item;");
		}
		if (itemList.length > 6) throw new Failure("itemList should not be larger than 6 items");
		const tapIndex = await ask(
			"sheet",
			alertText || itemList.join(", "),
			(dialog, end) => {
				if (alertText) dialog.append(drawn("p", alertText));
				for (const [at, words] of itemList.entries())
					dialog.append(button(words, itemColor, () => end(at)));
				dialog.append(button("取消", "var(--text)", () => end(-1), "end"));
			},
			-1,
		);
		if (tapIndex < 0) throw new Failure("cancel");
		return { tapIndex };
	}

	/** Ask before the person leaves the page; the browser has words of its own. */
	let alerted = null;
	function leaving(event) {
		event.preventDefault();
	}

	native.api({
		calls: {
			showToast: (given) => sign("toast", given),
			hideToast: ({ noConflict } = /** @type {any} */ ({})) => {
				if (!noConflict || shown?.kind === "toast") hide();
			},
			showLoading: (given) => sign("loading", { ...given, icon: "loading", duration: null }),
			hideLoading: ({ noConflict } = /** @type {any} */ ({})) => {
				if (!noConflict || shown?.kind === "loading") hide();
			},
			showModal,
			showActionSheet,
			enableAlertBeforeUnload({ message }) {
				alerted = message;
				addEventListener("beforeunload", leaving);
			},
			disableAlertBeforeUnload() {
				alerted = null;
				removeEventListener("beforeunload", leaving);
			},
		},
	});
	native.toast = { show: (given) => sign("toast", given), hide };
	native.interaction = { hide, ask, drawn, button, over, alerted: () => alerted };
})();
