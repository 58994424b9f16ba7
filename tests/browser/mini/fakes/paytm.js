// Paytm's JSBridge, after https://business.paytm.com/docs/api/miniapps: it appears after the page.
window.asked = [];
window.says = "yes";
(() => {
	const answers = {
		paytmFetchAuthCode: { authId: "paytm-code", openId: "paytm-open" },
		paytmPayment: JSON.stringify({ STATUS: "TXN_SUCCESS", ORDERID: "1" }),
		paytmRequestPermission: { location: 1, camera: 1 }, paytmCheckPermission: { location: 0, camera: 1 },
	};
	const appear = () => {
		window.JSBridge = { call(name, given, done) {
			asked.push([name, given]);
			if (says === "never" || !done) return;
			setTimeout(() => done(says === "yes" ? { data: answers[name] } : { error: -1, errorMessage: "consent denied" }));
		} };
		document.dispatchEvent(new Event("JSBridgeReady"));
	};
	setTimeout(appear, 30);
})();
