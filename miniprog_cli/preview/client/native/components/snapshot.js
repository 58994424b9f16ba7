/** `<snapshot>`: what it holds is shown; a picture of it cannot be taken in a browser. */
(() => {
	const native = globalThis.miniNative;

	native.component(
		"snapshot",
		class extends native.Element {
			static later = ["mode"];
			static placeholder = "shows what is in it; takeSnapshot fails";
			static css = ":host { display: block; }";

			get node() {
				const { asked } = native.contexts;
				return {
					width: this.clientWidth,
					height: this.clientHeight,
					takeSnapshot: asked("takeSnapshot", () => {
						native.unsupported("Snapshot.takeSnapshot");
						throw new native.Failure("not supported in preview");
					}),
				};
			}
		},
	);
})();
