// Zalo's SDK as a script, after the types of npm zmp-sdk 2.51.6.
window.asked = [];
window.says = "yes";
(() => {
	const kept = {};
	const answer = (name, yes) => (given) => { asked.push([name, given]); return says === "never" ? new Promise(() => {}) : says === "yes" ? Promise.resolve(yes) : Promise.reject({ code: says === "no" ? -201 : -202, message: "User denied" }); };
	window.ZaloMiniAppSDK = {
		getAccessToken: answer("getAccessToken", "zalo-token"), authorize: answer("authorize", {}),
		getUserInfo: answer("getUserInfo", { userInfo: { id: "7", name: "Ada", avatar: "https://zalo.test/a.png" } }),
		getPhoneNumber: answer("getPhoneNumber", { token: "phone-token" }), Payment: { createOrder: answer("createOrder", { orderId: "1" }) },
		openShareSheet: answer("openShareSheet", { status: 1 }), getLocation: answer("getLocation", { latitude: "1.5", longitude: "2.5" }),
		scanQRCode: answer("scanQRCode", { content: "QR" }), requestSendNotification: answer("notify"), openMiniApp: answer("openMiniApp"),
		closeApp: answer("closeApp"), vibrate: answer("vibrate"), createShortcut: answer("createShortcut"),
		nativeStorage: { getItem: (key) => kept[key] ?? "", setItem: (key, value) => { kept[key] = value; }, removeItem: (key) => { delete kept[key]; }, clear: () => { for (const key in kept) delete kept[key]; } },
	};
})();
