/** What a button with an `open-type` asks the simulated host for. */
(() => {
	const native = globalThis.miniNative;
	const { simulated } = native;
	const SCOPES = {
		location: "scope.userLocation",
		camera: "scope.camera",
		photo: "scope.writePhotosAlbum",
	};

	/** By `open-type`: the event that answers, the capability it is, and how it is answered. */
	const KINDS = {
		getUserInfo: { event: "getuserinfo", api: "user", perform: userAnswer },
		getPhoneNumber: { event: "getphonenumber", api: "phone", perform: phoneAnswer },
		getRealtimePhoneNumber: { event: "getrealtimephonenumber", api: "phone", perform: phoneAnswer },
		chooseAvatar: {
			event: "chooseavatar",
			api: "chooseAvatar",
			perform: async () => ({ avatarUrl: simulated.person().picture }),
		},
		contact: { event: "contact", api: "contact", perform: contactAnswer },
		openSetting: { event: "opensetting", api: "openSetting", perform: settingAnswer },
		feedback: { event: "", api: "feedback", perform: async () => simulated.shown("feedback", {}) },
		launchApp: { event: "launchapp", api: "openApp", perform: launchAnswer, failure: "error" },
		agreePrivacyAuthorization: {
			event: "agreeprivacyauthorization",
			api: "agreePrivacyAuthorization",
			perform: async () => ({}),
		},
	};
	const NAMES = { contact: "enterContact", launchApp: "launchApp" };

	async function userAnswer(button) {
		// who has not signed in is asked by the host itself here
		const known = simulated.isSignedIn() ? await simulated.answers.user() : await firstAnswer();
		const userInfo = native.userInfo(known, button.value("lang", "en"));
		const signed = { rawData: JSON.stringify(userInfo), signature: "", encryptedData: "", iv: "" };
		return { userInfo, ...signed };
	}

	async function firstAnswer() {
		await simulated.answers.permitted("user");
		return simulated.person();
	}

	async function phoneAnswer() {
		await simulated.answers.phone();
		return { code: "preview-phone-code", encryptedData: "", iv: "", cloudID: "" };
	}

	async function contactAnswer(button) {
		simulated.shown("contact", {
			from: button.value("session-from"),
			title: button.value("send-message-title"),
			path: button.value("send-message-path", native.pages.current()?.path),
			image: button.value("send-message-img"),
		});
		// who comes back by the card that was sent brings its path
		if (!button.is("show-message-card")) return { path: "", query: {} };
		const [path, query = ""] = String(button.value("send-message-path", "")).split("?");
		return { path, query: native.paths.query(query) };
	}

	async function settingAnswer() {
		const states = Object.entries(SCOPES).map(([name, scope]) => [
			scope,
			simulated.permission(name),
		]);
		const known = states.filter(([, state]) => state === "granted" || state === "denied");
		simulated.shown("openSetting", {});
		return {
			authSetting: Object.fromEntries(known.map(([scope, state]) => [scope, state === "granted"])),
		};
	}

	async function launchAnswer(button) {
		simulated.answers.openApp({ parameter: button.value("app-parameter") });
		return {};
	}

	/** What programs get of a person, as the host names it. */
	native.userInfo = ({ name, picture }, language) => ({
		nickName: name,
		avatarUrl: picture,
		gender: 0,
		city: "",
		province: "",
		country: "",
		language,
	});

	/** Ask what a button asks for; its answer comes as an event of it. */
	native.openType = async (button, kind) => {
		if (kind === "share") {
			await native.share?.({ from: "button", target: button });
			return;
		}
		const known = KINDS[kind];
		if (!known) {
			native.unsupported(`button open-type=${kind}`);
			return;
		}
		const { ok, result } = await answered(button, kind, known);
		const event = ok ? known.event : (known.failure ?? known.event);
		if (event) button.emit(event, result);
	};

	async function answered(button, kind, { api, perform }) {
		const name = NAMES[kind] ?? kind;
		try {
			const via = `button open-type=${kind}`;
			const found = await simulated.call(api, { via, args: {} }, () => perform(button));
			return { ok: true, result: { ...found, errMsg: `${name}:ok` } };
		} catch (error) {
			const reason = error.code === "denied" ? "user deny" : error.message;
			return { ok: false, result: { errMsg: `${name}:fail ${reason}` } };
		}
	}
})();
