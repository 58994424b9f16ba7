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

	/** What a page says is to be shared, and what the person does with it. */
	native.share = async ({ from, target = null }) => {
		const page = native.pages.current();
		const said = page?.call("onShareAppMessage", {
			from,
			target: target && { id: target.id, dataset: target.__wxElement?.dataset },
			webViewUrl: undefined,
		});
		const card = await Promise.resolve(said?.promise ?? said ?? {});
		await simulated
			.call("share", { via: "onShareAppMessage", args: card }, () =>
				answers.share({
					title: card.title ?? document.title,
					url: card.path ?? page?.path,
					image: card.imageUrl,
				}),
			)
			.catch(() => {});
	};
	simulated.menu.share = () => native.share({ from: "menu" });

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
