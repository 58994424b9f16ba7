/** `<textarea>`: several lines of text that a person writes. */
(() => {
	const native = globalThis.miniNative;

	native.component(
		"textarea",
		class extends native.Field {
			static attributes = [
				...native.Field.attributes,
				"auto-height",
				"fixed",
				"disable-default-padding",
			];
			static events = [...native.Field.events, "linechange"];
			static later = [...native.Field.later, "show-confirm-bar"];
			static css = `${native.Field.looks}
				:host { display: block; position: relative; width: 300px; height: 150px; line-height: 1.2; cursor: text; }
				:host > .mini-placeholder { white-space: pre-wrap; }
				:host[auto-height] { height: auto !important; min-height: 1.2em; }
				:host[auto-height] > .mini-field { height: auto; field-sizing: content; overflow: hidden; }
				:host[fixed] { position: fixed; }
			`;
			static tag = "textarea";
			#lines = 0;

			begin() {
				super.begin();
				this.#measure();
			}

			written() {
				this.#measure();
			}

			#measure() {
				const { field } = this;
				if (!field || !this.isConnected) return;
				const look = getComputedStyle(field);
				const lineHeight =
					Number.parseFloat(look.lineHeight) || Number.parseFloat(look.fontSize) * 1.2;
				const height = field.scrollHeight;
				// a field is as high as its box, however little is in it
				const text = this.is("auto-height") ? height : this.#textHeight(field);
				const lineCount = Math.max(1, Math.round(text / lineHeight));
				if (lineCount === this.#lines) return;
				const isFirst = this.#lines === 0;
				this.#lines = lineCount;
				if (isFirst && lineCount === 1) return;
				const heightRpx = (text * 750) / innerWidth;
				this.emit("linechange", { height: text, heightRpx, lineCount, lineHeight });
			}

			#textHeight(field) {
				const { height } = field.style;
				field.style.height = "0";
				const found = field.scrollHeight;
				field.style.height = height;
				return found;
			}
		},
	);
})();
