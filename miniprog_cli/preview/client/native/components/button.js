/** `<button>`: pressed by hand or key, submits forms, and opens what its `open-type` says. */
(() => {
	const native = globalThis.miniNative;

	native.component(
		"button",
		class extends native.Element {
			static attributes = [
				"size",
				"type",
				"plain",
				"disabled",
				"loading",
				"form-type",
				"open-type",
				"hover-class",
				"hover-start-time",
				"hover-stay-time",
				"hover-stop-propagation",
				"lang",
				"session-from",
				"send-message-title",
				"send-message-path",
				"send-message-img",
				"show-message-card",
				"app-parameter",
			];
			static events = [
				"getuserinfo",
				"getphonenumber",
				"getrealtimephonenumber",
				"chooseavatar",
				"contact",
				"opensetting",
				"launchapp",
				"agreeprivacyauthorization",
				"error",
			];
			static later = [
				"business-id",
				"entrance-path",
				"phone-number-no-quota-toast",
				"createliveactivity",
				"need-show-entrance",
			];
			static css = `
				:host { position: relative; display: block; margin: 0 auto; padding: 0 14px; box-sizing: border-box;
					font-size: 18px; text-align: center; text-decoration: none; line-height: 2.55555556;
					border-radius: 5px; color: #000; background-color: #f8f8f8; overflow: hidden; cursor: pointer;
					user-select: none; -webkit-tap-highlight-color: transparent; }
				:host::after { content: ""; position: absolute; top: 0; left: 0; width: 200%; height: 200%;
					transform: scale(0.5); transform-origin: 0 0; border: 1px solid rgb(0 0 0 / 20%);
					box-sizing: border-box; border-radius: 10px; pointer-events: none; }
				:host:focus { outline: none; }
				:host:focus-visible { outline: 2px solid #10aeff; outline-offset: 2px; }
				:host[type="default"] { color: #000; background-color: #f8f8f8; }
				:host[type="primary"] { color: #fff; background-color: #1aad19; }
				:host[type="warn"] { color: #fff; background-color: #e64340; }
				:host[plain] { color: #353535; border: 1px solid #353535; background-color: transparent; }
				:host[plain]::after { border-width: 0; }
				:host[plain][type="primary"] { color: #1aad19; border-color: #1aad19; }
				:host[plain][type="warn"] { color: #e64340; border-color: #e64340; }
				:host[disabled] { color: rgb(0 0 0 / 30%); cursor: default; }
				:host[disabled] { background-color: #f7f7f7; }
				:host[disabled][type="primary"] { color: rgb(255 255 255 / 60%); background-color: #9ed99d; }
				:host[disabled][type="warn"] { color: rgb(255 255 255 / 60%); background-color: #ec8b89; }
				:host[disabled][plain] { color: rgb(0 0 0 / 20%); border-color: rgb(0 0 0 / 20%); background-color: #f7f7f7; }
				:host.button-hover { color: rgb(0 0 0 / 60%); background-color: #dedede; }
				:host.button-hover[type="primary"] { color: rgb(255 255 255 / 60%); background-color: #179b16; }
				:host.button-hover[type="warn"] { color: rgb(255 255 255 / 60%); background-color: #ce3c39; }
				:host.button-hover[plain] { opacity: 0.6; background-color: transparent; }
				:host.button-hover[plain][type="primary"] { color: #1aad19; }
				:host.button-hover[plain][type="warn"] { color: #e64340; }
				:host[size="mini"] { display: inline-block; line-height: 2.3; font-size: 13px; padding: 0 1.34em; }
				:host[loading]::before { content: ""; display: inline-block; width: 18px; height: 18px;
					margin-right: 6px; vertical-align: middle; border-radius: 50%; border: 2px solid currentcolor;
					border-right-color: transparent; box-sizing: border-box; opacity: 0.7;
					animation: mini-turn 1s linear infinite; }
				@keyframes mini-turn { to { transform: rotate(1turn); } }

				:where(.mini-v2) :host:not([size="mini"]) { width: 184px; }
				:where(.mini-v2) :host { padding: 8px 24px; font-size: 17px; font-weight: 700;
					line-height: 1.41176471; border-radius: 4px; }
				:where(.mini-v2) :host, :where(.mini-v2) :host[type="default"] { color: #06ae56; background-color: #f2f2f2; }
				:where(.mini-v2) :host::after { border-width: 0; }
				:where(.mini-v2) :host[type="primary"] { color: #fff; background-color: #07c160; }
				:where(.mini-v2) :host[type="warn"] { color: #fa5151; background-color: #f2f2f2; }
				:where(.mini-v2) :host[plain], :where(.mini-v2) :host[plain][type="primary"] { color: #06ae56; border-color: #06ae56; background-color: transparent; }
				:where(.mini-v2) :host[plain]:is([type="default"], :not([type])) { color: rgb(0 0 0 / 90%); border-color: rgb(0 0 0 / 50%); }
				:where(.mini-v2) :host[plain][type="warn"] { color: #fa5151; border-color: #fa5151; background-color: transparent; }
				:where(.mini-v2) :host[disabled], :where(.mini-v2) :host[disabled][type] { color: rgb(0 0 0 / 20%); background-color: #f2f2f2; }
				:where(.mini-v2) :host[disabled][plain], :where(.mini-v2) :host[disabled][plain][type] { color: rgb(0 0 0 / 20%); border-color: rgb(0 0 0 / 20%); background-color: transparent; }
				:where(.mini-v2) :host.button-hover { color: #06ae56; background-color: #e6e6e6; }
				:where(.mini-v2) :host.button-hover[type="primary"] { color: #fff; background-color: #06ad56; }
				:where(.mini-v2) :host.button-hover[type="warn"] { color: #fa5151; background-color: #e6e6e6; }
				:where(.mini-v2) :host.button-hover[plain], :where(.mini-v2) :host.button-hover[plain][type] { background-color: transparent; }
				:where(.mini-v2) :host[size="mini"] { width: auto; padding: 0 12px; font-size: 16px; line-height: 2; }

				:where(.mini-dark) :host, :where(.mini-dark) :host[type="default"] { color: rgb(255 255 255 / 80%); background-color: rgb(255 255 255 / 8%); }
				:where(.mini-dark) :host[disabled], :where(.mini-dark) :host[disabled][type] { color: rgb(255 255 255 / 20%); background-color: rgb(255 255 255 / 8%); }
				:where(.mini-dark) :host[plain]:is([type="default"], :not([type])) { color: rgb(255 255 255 / 60%); border-color: rgb(255 255 255 / 30%); background-color: transparent; }
				:where(.mini-dark) :host[plain][disabled], :where(.mini-dark) :host[plain][disabled][type] { color: rgb(255 255 255 / 20%); border-color: rgb(255 255 255 / 20%); background-color: transparent; }
				:where(.mini-dark) :host.button-hover:not([type="primary"], [plain]) { background-color: rgb(255 255 255 / 16%); }
				:where(.mini-dark.mini-v2) :host[type="warn"]:not([disabled], [plain]) { color: #fa5151; background-color: rgb(255 255 255 / 8%); }
			`;

			begin() {
				this.once(() => {
					native.hover(this, { start: 20, stay: 70, otherwise: "button-hover" });
					native.keys(this, "button");
					this.addEventListener("click", () => {
						if (!this.is("disabled")) this.#act();
					});
				});
				this.changed("disabled");
			}

			changed(name) {
				if (name === "disabled") this.own("aria-disabled", String(this.is("disabled")));
			}

			/** Press it by other means than a finger: a key, or the label that is for it. */
			press() {
				if (this.is("disabled")) return;
				this.emit("tap", { x: 0, y: 0 }, { bubbles: true });
				this.#act();
			}

			#act() {
				const kind = String(this.value("form-type", ""));
				if (kind === "submit" || kind === "reset") native.forms.around(this)?.[kind](this);
				const opened = this.value("open-type");
				if (opened) native.openType(this, String(opened));
			}
		},
	);
})();
