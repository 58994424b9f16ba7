/** Sign-in, payment, location and what else the simulated host answers in its own way. */
(() => {
	const native = globalThis.miniNative;
	const { simulated } = native;
	const { answers } = simulated;
	const SCOPES = {
		"scope.userLocation": "location",
		"scope.camera": "camera",
		"scope.writePhotosAlbum": "photo",
		"scope.userInfo": "user",
	};

	const userInfo = async () => {
		const info = native.userInfo(await answers.user());
		return {
			userInfo: info,
			rawData: JSON.stringify(info),
			signature: "preview",
			encryptedData: "",
			iv: "",
		};
	};
	const settings = () =>
		Object.fromEntries(
			Object.entries(SCOPES)
				.filter(([, name]) => simulated.permission(name) !== "ask")
				.map(([scope, name]) => [scope, simulated.permission(name) === "allow"]),
		);

	const PATIENCE = 3000; // milliseconds that hosts wait for a card that is still being made
	const ASKS = { chat: "onShareAppMessage", timeline: "onShareTimeline" };

	/** Let a page say what is to be shared, and the person choose who gets it. */
	native.share = async ({ from, to = "chat", target = null }) => {
		const page = native.pages.current();
		const via = ASKS[to] ?? ASKS.chat;
		if (typeof page?.instance[via] !== "function") {
			await simulated.ask({
				title: simulated.title,
				text: `This page cannot be shared like that: it has no ${via}().`,
				choices: [["ok", "OK"]],
			});
			return;
		}
		const said = page.call(via, {
			from,
			target: target && { id: target.id, dataset: target.__wxElement?.dataset },
			webViewUrl: undefined,
		});
		const card = { ...said, ...(await late(said?.promise)) };
		delete card.promise;
		const query = card.query ? `?${card.query}` : "";
		await simulated
			.call("share", { via, args: card }, () =>
				answers.share({
					title: card.title ?? page.title,
					url: card.path ?? `/${page.path}${query}`,
					image: card.imageUrl,
				}),
			)
			.catch(() => {});
	};

	const late = (promise) =>
		Promise.race([promise, new Promise((resolve) => setTimeout(resolve, PATIENCE))]).catch(() => {});
	simulated.menu.share = (to) => native.share({ from: "menu", to: to || "chat" });

	native.api({
		calls: {
			login: async () => ({ code: (await answers.login()).code }),
			checkSession: () => {
				if (!simulated.isSignedIn()) throw new native.Failure("session time out, need relogin");
			},
			getUserInfo: userInfo,
			getUserProfile: userInfo,
			requestPayment: ({ package: order = "" }) => answers.pay({ what: String(order) }),
			requestSubscribeMessage: async ({ tmplIds = [] }) => {
				const said = await answers.allow("notify");
				return Object.fromEntries(tmplIds.map((id) => [id, said ? "accept" : "reject"]));
			},
			getSetting: () => ({ authSetting: settings(), subscriptionsSetting: { mainSwitch: true } }),
			openSetting: () => ({ authSetting: settings() }),
			authorize: async ({ scope }) =>
				void (SCOPES[scope] && (await answers.permitted(SCOPES[scope]))),
			getLocation: async () => ({
				speed: 0,
				altitude: 0,
				verticalAccuracy: 0,
				horizontalAccuracy: 30,
				...(await answers.location()),
			}),
			getFuzzyLocation: async () => ({ ...(await answers.location()) }),
			chooseLocation: async () => ({
				name: "preview",
				address: "preview",
				...(await answers.location()),
			}),
			openLocation: (place) => answers.openMap(place),
			scanCode: async () => ({
				result: await answers.scan(),
				scanType: "QR_CODE",
				charSet: "UTF-8",
				path: "",
			}),
			getPrivacySetting: () => ({ needAuthorization: false, privacyContractName: "" }),
			requirePrivacyAuthorize: () => {},
			openPrivacyContract: () => simulated.shown("privacy", {}),
		},
		capabilities: {
			login: "login",
			getUserInfo: "user",
			getUserProfile: "user",
			requestPayment: "pay",
			requestSubscribeMessage: "notify",
			getLocation: "location",
			getFuzzyLocation: "location",
			chooseLocation: "location",
			openLocation: "openMap",
			scanCode: "scan",
		},
		values: {
			...native.heard.pair("NeedPrivacyAuthorization"),
			reportAnalytics: () => {},
			reportEvent: () => {},
			reportMonitor: () => {},
			reportPerformance: () => {},
			getLogManager: () => ({ debug() {}, info() {}, log() {}, warn() {} }),
			getRealtimeLogManager: () => ({
				debug() {},
				info() {},
				warn() {},
				error() {},
				setFilterMsg() {},
				addFilterMsg() {},
				in() {},
			}),
			getUpdateManager: () => ({
				applyUpdate() {},
				onCheckForUpdate: (heard) => setTimeout(() => heard({ hasUpdate: false })),
				onUpdateReady() {},
				onUpdateFailed() {},
			}),
			getExtConfigSync: () => ({}),
			env: { USER_DATA_PATH: "wxfile://usr" },
		},
		later: [
			"shareAppMessage",
			"chooseAddress",
			"chooseInvoice",
			"addCard",
			"openCard",
			"getWeRunData",
		],
	});
})();
