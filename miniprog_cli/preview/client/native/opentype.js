/** What a button with an `open-type` asks the host for. */
(() => {
	const native = globalThis.miniNative;
	const { simulated } = native;

	const KINDS = {
		async getUserInfo(button) {
			button.emit(
				"getuserinfo",
				await told("getUserInfo", async () => ({
					userInfo: userInfo(await simulated.answers.user()),
				})),
			);
		},
		async getPhoneNumber(button) {
			button.emit(
				"getphonenumber",
				await told("getPhoneNumber", async () => {
					await simulated.answers.phone();
					return { code: "preview-phone-code", encryptedData: "", iv: "" };
				}),
			);
		},
		async share(button) {
			await native.share({ from: "button", target: button });
		},
		async openSetting(button) {
			button.emit("opensetting", { errMsg: "openSetting:ok", authSetting: {} });
		},
		async contact(button) {
			simulated.shown("contact", {});
			button.emit("contact", { errMsg: "enterContact:ok", path: "", query: {} });
		},
		async chooseAvatar(button) {
			button.emit("chooseavatar", { avatarUrl: simulated.person().picture });
		},
		async feedback() {
			simulated.shown("feedback", {});
		},
	};

	function userInfo({ name, picture, language }) {
		return {
			nickName: name,
			avatarUrl: picture,
			gender: 0,
			city: "",
			province: "",
			country: "",
			language,
		};
	}

	async function told(name, perform) {
		try {
			const answer = await simulated.call(
				name,
				{ via: `button open-type=${name}`, args: {} },
				perform,
			);
			return { ...answer, errMsg: `${name}:ok` };
		} catch (error) {
			return { errMsg: `${name}:fail ${error.code === "denied" ? "auth deny" : error.message}` };
		}
	}

	native.userInfo = userInfo;
	native.openType = (button, kind) => {
		if (KINDS[kind]) KINDS[kind](button).catch(native.fail);
		else native.unsupported(`button open-type=${kind}`);
	};
})();
