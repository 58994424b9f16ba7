/** `<functional-page-navigator>`: pages of the host for plugins, which are not here. */
(() => {
	const native = globalThis.miniNative;

	native.component(
		"functional-page-navigator",
		class extends native.Element {
			static later = ["version", "name", "args", "success"];
			static events = ["fail", "cancel"];
			static placeholder = "shows what is in it; the host's own pages for plugins are not here";
			static css = ":host { display: block; cursor: pointer; }";

			begin() {
				this.hear("click", () => {
					native.unsupported("functional-page-navigator");
					this.emit("fail", { errMsg: "functional-page-navigator:fail not supported in preview" });
				});
			}
		},
	);
})();
