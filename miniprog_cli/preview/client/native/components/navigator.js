/** `<navigator>`: leads to another page. */
(() => {
	const native = globalThis.miniNative;
	const MOVES = {
		navigate: "navigateTo",
		redirect: "redirectTo",
		switchTab: "switchTab",
		reLaunch: "reLaunch",
		navigateBack: "navigateBack",
	};

	native.component(
		"navigator",
		class extends native.Element {
			static attributes = ["url", "open-type", "delta", "target", "hover-class"];
			static events = ["success", "fail", "complete"];
			static later = ["app-id", "path", "extra-data", "short-link"];
			static css = `
				:host { display: block; height: auto; width: auto; cursor: pointer; }
				:host.navigator-hover { background-color: rgb(0 0 0 / 10%); }
			`;

			begin() {
				native.hover(this, { stay: 600, otherwise: "navigator-hover" });
				this.addEventListener("click", () => this.#go());
			}

			async #go() {
				const kind = String(this.value("open-type", "navigate"));
				if (this.value("target") === "miniProgram") {
					native.unsupported("navigator to another program");
					return;
				}
				if (kind === "exit") {
					native.simulated.answers.close();
					return;
				}
				const move = MOVES[kind];
				const url = this.value("url");
				if (!move || (!url && kind !== "navigateBack")) return;
				try {
					await native.navigation[move](kind === "navigateBack" ? this.number("delta", 1) : url);
					this.emit("success", { errMsg: `${move}:ok` });
				} catch (error) {
					if (!(error instanceof native.Failure)) native.fail(error);
					this.emit("fail", { errMsg: `${move}:fail ${error.message}` });
					console.warn(`${move}:fail ${error.message}`);
				}
				this.emit("complete", {});
			}
		},
	);
})();
