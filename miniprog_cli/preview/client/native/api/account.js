/** Account: sign-in, permissions, payment, sharing and forms that the host fills in. */
(() => {
	const native = globalThis.miniNative;
	const { simulated, Failure } = native;
	const { answers, shown } = simulated;
	/** By scope: the permission of the panel; null for what hosts no longer ask for. */
	const SCOPES = {
		"scope.userLocation": "location",
		"scope.userFuzzyLocation": "location",
		"scope.userLocationBackground": "location",
		"scope.camera": "camera",
		"scope.record": "camera",
		"scope.writePhotosAlbum": "photo",
		"scope.userInfo": "user",
		"scope.address": null,
		"scope.invoice": null,
		"scope.invoiceTitle": null,
		"scope.werun": null,
		"scope.bluetooth": null,
		"scope.addPhoneContact": null,
		"scope.addPhoneCalendar": null,
	};

	const userInfo = async () => {
		const info = native.userInfo(await answers.user());
		const rawData = JSON.stringify(info);
		return {
			userInfo: info,
			rawData,
			signature: "preview",
			encryptedData: "",
			iv: "",
			cloudID: "",
		};
	};

	function settings() {
		const asked = Object.entries(SCOPES).filter(
			([, name]) => name && simulated.permission(name) !== "ask",
		);
		return Object.fromEntries(
			asked.map(([scope, name]) => [scope, simulated.permission(name) === "allow"]),
		);
	}

	async function authorize({ scope }) {
		if (!(scope in SCOPES)) throw new Failure("invalid scope", { errCode: -12007 });
		const name = SCOPES[scope];
		if (name) await answers.permitted(name);
	}

	async function subscribe({ tmplIds }) {
		if (!Array.isArray(tmplIds) || !tmplIds.length) {
			throw new Failure("TmplIds can't be empty", { errCode: 10001 });
		}
		const said = await answers.allow("notify");
		return Object.fromEntries(tmplIds.map((id) => [id, said ? "accept" : "reject"]));
	}

	async function requestPayment(given) {
		for (const name of ["timeStamp", "nonceStr", "package", "paySign"]) {
			if (typeof given[name] !== "string") {
				throw new Failure(
					`parameter error: parameter.${name} should be String instead of ${kind(given[name])};`,
				);
			}
		}
		await answers.pay({ what: given.package });
	}

	const kind = (value) => Object.prototype.toString.call(value).slice(8, -1);
	const pay = async () => void (await answers.pay());

	/** Have the person agree to hand over what a form of the host holds. */
	async function handed(what, found) {
		const said = await simulated.ask({
			title: what,
			text: Object.values(found)
				.filter((one) => typeof one === "string" && one)
				.join("\n"),
			choices: [
				["yes", "Use it"],
				[null, "Cancel"],
			],
		});
		if (!said) throw new simulated.Refusal("cancelled", `${what}: user cancelled`);
		return found;
	}

	const ADDRESS = {
		provinceName: "广东省",
		cityName: "广州市",
		countyName: "海珠区",
		streetName: "",
		detailInfo: "新港中路397号",
		detailInfoNew: "新港中路397号",
		postalCode: "510000",
		nationalCode: "510105",
		nationalCodeFull: "510105",
	};
	const chooseAddress = () => {
		const { name, phone } = simulated.settings.contacts;
		return handed("Address", { userName: name, telNumber: phone, ...ADDRESS });
	};
	const TITLE = {
		type: "0",
		title: "Preview Ltd",
		taxNumber: "91440101MA00000000",
		companyAddress: "",
		telephone: "",
		bankName: "",
		bankAccount: "",
	};

	const menu = (changes) => void Object.assign(native.shareMenu, changes);
	native.shareMenu = { isHidden: false };

	const leave = (name) => (given) => shown(name, given);

	native.api({
		calls: {
			login: async () => ({ code: (await answers.login()).code }),
			checkSession() {
				if (!simulated.isSignedIn()) throw new Failure("session time out, need relogin");
			},
			getUserInfo: userInfo,
			getUserProfile({ desc }) {
				if (!desc) throw new Failure("desc length does not meet the requirements");
				return userInfo();
			},
			authorize,
			getSetting: () => ({
				authSetting: settings(),
				subscriptionsSetting: { mainSwitch: true, itemSettings: {} },
			}),
			openSetting: () => {
				shown("openSetting", settings());
				return { authSetting: settings() };
			},
			getPrivacySetting: () => ({
				needAuthorization: false,
				privacyContractName: "《隐私保护指引》",
			}),
			requirePrivacyAuthorize: () => {},
			openPrivacyContract: () => shown("privacy", {}),
			requestPayment,
			requestOrderPayment: requestPayment,
			requestPluginPayment: pay,
			requestVirtualPayment: pay,
			requestCommonPayment: pay,
			requestMerchantTransfer: pay,
			requestSubscribeMessage: subscribe,
			chooseAddress,
			chooseInvoiceTitle: () => handed("Invoice title", TITLE),
			chooseInvoice: () => handed("Invoice", { invoiceInfo: "[]" }),
			chooseLicensePlate: () => handed("License plate", { plateNumber: "粤A00000" }),
			showShareMenu: () => menu({ isHidden: false }),
			hideShareMenu: () => menu({ isHidden: true }),
			updateShareMenu: (given) => menu(given),
			showShareImageMenu: ({ path }) => answers.share({ title: document.title, url: path }),
			shareFileMessage: ({ fileName, filePath }) => answers.share({ title: fileName ?? filePath }),
			shareVideoMessage: ({ videoPath }) => answers.share({ title: videoPath }),
			navigateToMiniProgram: (given) => answers.openApp(given),
			openEmbeddedMiniProgram: (given) => answers.openApp(given),
			navigateBackMiniProgram: leave("navigateBackMiniProgram"),
			openCustomerServiceChat: leave("openCustomerServiceChat"),
			openOfficialAccountArticle: leave("openOfficialAccountArticle"),
			openOfficialAccountProfile: leave("openOfficialAccountProfile"),
			openOfficialAccountChat: leave("openOfficialAccountChat"),
			openChannelsActivity: leave("openChannelsActivity"),
			openChannelsEvent: leave("openChannelsEvent"),
			openChannelsLive: leave("openChannelsLive"),
			openChannelsUserProfile: leave("openChannelsUserProfile"),
			checkIsAddedToMyMiniProgram: () => ({ added: false }),
			checkIsSupportSoterAuthentication: () => ({ supportMode: [] }),
			checkIsSoterEnrolledInDevice: () => ({ isEnrolled: false }),
		},
		capabilities: {
			login: "login",
			getUserInfo: "user",
			getUserProfile: "user",
			requestPayment: "pay",
			requestSubscribeMessage: "notify",
		},
		quiet: ["NeedPrivacyAuthorization", "CopyUrl", "GeneratePoster"],
		simulated: [
			"login",
			"checkSession",
			"getUserInfo",
			"getUserProfile",
			"authorize",
			"getSetting",
			"openSetting",
			"getPrivacySetting",
			"requirePrivacyAuthorize",
			"openPrivacyContract",
			"requestPayment",
			"requestOrderPayment",
			"requestPluginPayment",
			"requestVirtualPayment",
			"requestCommonPayment",
			"requestMerchantTransfer",
			"requestSubscribeMessage",
			"chooseAddress",
			"chooseInvoiceTitle",
			"chooseInvoice",
			"chooseLicensePlate",
			"showShareMenu",
			"hideShareMenu",
			"updateShareMenu",
			"showShareImageMenu",
			"shareFileMessage",
			"shareVideoMessage",
			"navigateToMiniProgram",
			"openEmbeddedMiniProgram",
			"navigateBackMiniProgram",
			"openCustomerServiceChat",
			"openOfficialAccountArticle",
			"openOfficialAccountProfile",
			"openOfficialAccountChat",
			"openChannelsActivity",
			"openChannelsEvent",
			"openChannelsLive",
			"openChannelsUserProfile",
			"checkIsAddedToMyMiniProgram",
			"checkIsSupportSoterAuthentication",
			"checkIsSoterEnrolledInDevice",
		],
	});
})();
