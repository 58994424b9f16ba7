/** Labelled boxes for components that only the host itself can show. */
(() => {
	const native = globalThis.miniNative;

	/**
	 * Define one: `words` are shown, `why` says in the docs why it is not the real thing, `looks` are
	 * declarations of its size; `attributes` and `events` are those that are known, and do nothing,
	 * `emits` those events that it triggers once it is there.
	 */
	native.standIn = (tag, { words, why, looks = "", attributes = [], events = [], emits = [] }) => {
		native.component(
			tag,
			class extends native.Element {
				static placeholder = why;
				static events = emits;
				static later = [...attributes, ...events];
				static css = `
					:host { display: block; position: relative; box-sizing: border-box; overflow: hidden; color: #888;
						background: repeating-linear-gradient(45deg, #f4f4f4 0 10px, #eee 10px 20px); ${looks} }
					:where(.mini-dark) :host { background: repeating-linear-gradient(45deg, #2a2a2a 0 10px, #262626 10px 20px); }
					:host > .mini-words { position: absolute; inset: 0; display: grid; place-items: center; padding: 4px;
						font: 12px/1.4 sans-serif; text-align: center; overflow: hidden; }
				`;

				begin() {
					const shown = this.querySelector(":scope > .mini-words");
					if (!shown) this.append(native.part("div", "mini-words", words));
					for (const name of emits) this.emit(name, {});
				}
			},
		);
	};
})();
