/** `<navigator>`: leads to another page, back, out, or to another program. */
(() => {
	const native = globalThis.miniNative;
	const CALLS = {
		navigate: "navigateTo",
		redirect: "redirectTo",
		switchTab: "switchTab",
		reLaunch: "reLaunch",
		navigateBack: "navigateBack",
		exit: "exitMiniProgram",
	};

	native.component(
		"navigator",
		class extends native.Element {
			static attributes =
				"url open-type delta target app-id path extra-data version short-link hover-class hover-start-time hover-stay-time hover-stop-propagation".split(
					" ",
				);
			static events = ["success", "fail", "complete"];
			static partly = { "app-id": "what other programs would be opened is told to the panel" };
			static css = `
				:host { display: block; height: auto; width: auto; overflow: hidden; cursor: pointer; }
				:host:focus-visible { outline: 2px solid #576b95; outline-offset: -2px; }
				wx-navigator.navigator-hover { background-color: rgba(0, 0, 0, 0.1); opacity: 0.7; }
			`;

			begin() {
				native.hover(this, { stay: 600, otherwise: "navigator-hover" });
				if (!this.hasAttribute("tabindex")) this.tabIndex = 0;
				if (!this.role) this.role = "link";
				this.hear("click", () => this.#go());
				this.hear("keydown", ({ key, target }) => {
					if (key === "Enter" && target === this) this.#go();
				});
			}

			#go() {
				const kind = String(this.value("open-type", "navigate"));
				const isOther = this.value("target") === "miniProgram";
				const name = isOther && kind === "navigate" ? "navigateToMiniProgram" : CALLS[kind];
				if (!name) return;
				const told = (type) => (detail) => this.emit(type, detail);
				const options = {
					...this.#options(name),
					success: told("success"),
					fail: (detail) => {
						console.warn(detail.errMsg);
						this.emit("fail", detail);
					},
					complete: told("complete"),
				};
				native.host.call(name, options);
			}

			#options(name) {
				if (name === "navigateBack") return { delta: this.number("delta", 1) };
				if (name === "exitMiniProgram") return {};
				if (name !== "navigateToMiniProgram") return { url: String(this.value("url", "")) };
				return {
					appId: this.value("app-id"),
					path: this.value("path"),
					extraData: this.value("extra-data"),
					envVersion: this.value("version", "release"),
					shortLink: this.value("short-link"),
				};
			}
		},
	);
})();
