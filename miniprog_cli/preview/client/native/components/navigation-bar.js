/** `<navigation-bar>` in a `<page-meta>`: the bar above the page, from the template. */
(() => {
	const native = globalThis.miniNative;

	native.component(
		"navigation-bar",
		class extends native.Element {
			static attributes = ["title", "front-color", "background-color", "loading"];
			static later = ["color-animation-duration", "color-animation-timing-func"];
			static css = ":host { display: none; }";

			begin() {
				for (const name of ["title", "front-color", "loading"]) {
					if (this.value(name) !== undefined) this.changed(name);
				}
			}

			changed(name) {
				if (name === "title")
					native.host.call("setNavigationBarTitle", { title: String(this.value(name, "")) });
				if (name === "loading") {
					native.host.call(`${this.is(name) ? "show" : "hide"}NavigationBarLoading`, {});
				}
				if (name === "front-color" || name === "background-color") {
					native.host.call("setNavigationBarColor", {
						frontColor: this.value("front-color", "#000000"),
						backgroundColor: this.value("background-color", "#ffffff"),
					});
				}
			}
		},
	);
})();
