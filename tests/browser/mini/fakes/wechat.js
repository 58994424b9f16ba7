// wx of WeChat's JS-SDK 1.6 in a web-view, after developers.weixin.qq.com, component/web-view.
window.asked = [];
window.says = "yes";
(() => {
	window.__wxjs_environment = "miniprogram";
	const answer = (name, yes) => (given) => { asked.push([name]); if (says === "never") return; setTimeout(() => says === "yes" ? given.success({ ...yes, errMsg: `${name}:ok` }) : says === "no" ? given.cancel({ errMsg: `${name}:cancel` }) : given.fail({ errMsg: `${name}:fail permission denied` })); };
	window.wx = {
		getLocation: answer("getLocation", { latitude: "1.5", longitude: "2.5", accuracy: 9 }), openLocation: answer("openLocation", {}), scanQRCode: answer("scanQRCode", { resultStr: "EAN_13,QR" }),
		miniProgram: { postMessage: (given) => asked.push(["postMessage", given]), navigateBack: () => asked.push(["close"]) },
	};
})();
