// TTMinis, after https://developers.tiktok.com/doc/minis-sdk-get-started and its pages on each method.
window.asked = [];
window.says = "yes";
(() => {
	const heard = {};
	const refusal = { error_code: 10, error_msg: "user cancel" };
	const older = (name, data) => (done, given) => { asked.push([name, given]); if (says !== "never") setTimeout(() => done(says === "yes" ? { is_success: true, data } : { is_success: false, error: refusal })); };
	const newer = (name, data) => (given) => { asked.push([name, { ...given, success: 0, fail: 0, complete: 0 }]); if (says !== "never") setTimeout(() => { if (says === "yes") given.success(data); else given.fail({ error: refusal }); given.complete(); }); };
	window.TTMinis = {
		init: (given) => asked.push(["init", given]), canIUse: () => true,
		login: newer("login", { code: "tt-code" }), authorize: newer("authorize", { code: "tt-scoped" }),
		pay: older("pay", { status: "ok" }), share: older("share", {}), requestSubscribeMessage: newer("subscribe", {}),
		getMenuButtonBoundingClientRect: () => ({ top: 10, bottom: 44, height: 34 }),
		on: (name, listener) => { heard[name] = listener; }, emit: (name) => heard[name]?.(),
	};
})();
