/** `<button>`: pressed by hand, submits forms, and opens what its `open-type` says. */
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
			];
			static events = ["getuserinfo", "getphonenumber", "contact", "opensetting", "chooseavatar"];
			static later = [
				"app-parameter",
				"lang",
				"session-from",
				"send-message-title",
				"send-message-path",
			];
			static css = `
				:host { position: relative; display: block; margin: 0 auto; padding: 0 14px; box-sizing: border-box;
					font-size: 18px; text-align: center; text-decoration: none; line-height: 2.55555556;
					border-radius: 5px; color: #000; background-color: #f8f8f8; overflow: hidden; cursor: pointer;
					user-select: none; }
				:host::after { content: ""; position: absolute; inset: 0; width: 200%; height: 200%; scale: 0.5;
					transform-origin: 0 0; border: 1px solid rgb(0 0 0 / 20%); box-sizing: border-box;
					border-radius: 10px; pointer-events: none; }
				:host[type="primary"] { color: #fff; background-color: #07c160; }
				:host[type="warn"] { color: #fff; background-color: #e64340; }
				:host[plain] { color: #353535; border: 1px solid #353535; background-color: transparent; }
				:host[plain]::after { border: 0; }
				:host[plain][type="primary"] { color: #07c160; border-color: #07c160; }
				:host[plain][type="warn"] { color: #e64340; border-color: #e64340; }
				:host[size="mini"] { display: inline-block; line-height: 2.3; font-size: 13px; padding: 0 1.34em; }
				:host[disabled] { opacity: 0.5; cursor: default; }
				:host.button-hover:not([plain]) { filter: brightness(0.92); }
				:host[loading]::before { content: ""; display: inline-block; width: 18px; height: 18px;
					margin-right: 6px; vertical-align: middle; border-radius: 50%; border: 2px solid currentcolor;
					border-right-color: transparent; animation: mini-turn 1s linear infinite; }
				@keyframes mini-turn { to { rotate: 1turn; } }
			`;

			begin() {
				native.hover(this, { start: 20, stay: 70, otherwise: "button-hover" });
				this.addEventListener("click", () => {
					if (!this.is("disabled")) this.act();
				});
				// a button that is disabled keeps taps to itself
				this.addEventListener(
					"mouseup",
					(event) => this.is("disabled") && event.stopPropagation(),
					true,
				);
			}

			act() {
				const form = this.closest(`${native.elements.prefix}form`);
				const kind = this.value("form-type");
				if (kind && form) form[kind === "reset" ? "reset" : "submit"](this);
				const opened = this.value("open-type");
				if (opened) native.openType(this, opened);
			}
		},
	);
})();
