/**
 * `<open-data>`: what the host knows of the person, shown without the program seeing it. Since 2022
 * WeChat shows everybody the same grey picture and name there, and so does this.
 */
(() => {
	const native = globalThis.miniNative;
	const WORDS = { zh_CN: "微信用户", zh_TW: "微信用戶", en: "WeChat User" };

	native.component(
		"open-data",
		class extends native.Element {
			static attributes = ["type", "lang", "default-text", "default-avatar"];
			static later = ["open-gid", "error"];
			static partly = {
				type: "`userNickName` and `userAvatarUrl`, as the host shows them; others are empty",
			};
			static css = `
				:host { display: block; overflow: hidden; }
				:host[type="userAvatarUrl"] { background: #e0e0e0 center / cover no-repeat; min-height: 1em; aspect-ratio: 1; }
				:host[type="userAvatarUrl"]::before { content: ""; display: block; height: 100%;
					background: radial-gradient(circle at 50% 38%, #fff 20%, transparent 21%), radial-gradient(ellipse at 50% 100%, #fff 40%, transparent 41%); }
			`;

			begin() {
				this.changed();
			}

			changed() {
				const type = String(this.value("type", ""));
				const name = WORDS[String(this.value("lang", "en"))] ?? WORDS.en;
				const words = String(this.value("default-text") ?? name);
				this.own("lang", String(this.value("lang", "en")).replace("_", "-"));
				this.textContent = type === "userNickName" ? words : "";
				const picture = String(this.value("default-avatar", "") ?? "");
				const address = picture && native.paths.address(picture, this.from);
				this.style.backgroundImage = picture ? `url("${encodeURI(address)}")` : "";
			}
		},
	);
})();
