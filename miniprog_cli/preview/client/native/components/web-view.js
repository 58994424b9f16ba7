/** `<web-view>`: a page of the web, over the whole of the program's page. */
(() => {
	const native = globalThis.miniNative;
	const MOVES = ["navigateTo", "navigateBack", "switchTab", "reLaunch", "redirectTo"];

	native.component(
		"web-view",
		class extends native.Element {
			static attributes = ["src"];
			static events = ["message", "load", "error"];
			static later = ["forceCrossOrigin"];
			static partly = {
				src: "files of the program, and sites that let themselves be framed",
				message:
					"from pages of the program's files; others by `postMessage({ miniProgram: 'postMessage', options })`",
			};
			static css = `
				:host { display: block; position: fixed; z-index: 500; inset: 0; background: #fff; }
			`;
			#posted = [];

			begin() {
				const { root } = native.gestures.shadow(
					this,
					"<style>iframe { width: 100%; height: 100%; border: 0; display: block; }</style><iframe title='web-view' allow='autoplay; fullscreen'></iframe>",
				);
				this.frame = root.querySelector("iframe");
				this.frame.addEventListener("load", () => this.#loaded());
				this.heard = ({ source, data }) => {
					if (source === this.frame.contentWindow && data?.miniProgram) this.#asked(data);
				};
				addEventListener("message", this.heard);
				this.changed("src");
			}

			end() {
				removeEventListener("message", this.heard);
				this.#tell();
			}

			changed(name) {
				const src = String(this.value("src", ""));
				if (name !== "src" || !src) return;
				if (/^(http:|ftp:|javascript:|data:)/i.test(src)) {
					const detail = {
						url: src,
						fullUrl: src,
						errMsg: "only https addresses open in a web-view",
					};
					this.emit("error", detail);
					console.warn(`web-view: ${src}: ${detail.errMsg}`);
				}
				this.frame.src = /^javascript:/i.test(src)
					? "about:blank"
					: native.paths.address(src, this.from);
			}

			#loaded() {
				const src = this.frame.src;
				if (!src) return;
				try {
					this.#equip(this.frame.contentWindow);
				} catch {
					// a page from elsewhere, which brings the vendor's script if it talks to the program
				}
				this.emit("load", { src });
			}

			/** Give a page of the program's own files what the vendor's script would give it. */
			#equip(page) {
				const miniProgram = {
					postMessage: ({ data } = /** @type {any} */ ({})) => this.#posted.push(data),
					getEnv: (listener) => listener({ miniprogram: true }),
				};
				for (const name of MOVES) miniProgram[name] = (options) => native.host.call(name, options);
				page.__wxjs_environment = "miniprogram";
				page.wx = { ...page.wx, miniProgram };
			}

			/** Pages from elsewhere can ask by `postMessage({ miniProgram: name, options })`. */
			#asked({ miniProgram, options = /** @type {any} */ ({}) }) {
				if (miniProgram === "postMessage") this.#posted.push(options.data);
				else if (MOVES.includes(miniProgram)) native.host.call(miniProgram, options);
			}

			/** Messages wait, as the vendor has it, until the page is left or shared. */
			#tell() {
				if (this.#posted.length) this.emit("message", { data: this.#posted.splice(0) });
			}
		},
	);
})();
