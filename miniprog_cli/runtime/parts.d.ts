/** What the parts of mini.js hand over to each other, and the globals of hosts that they use. */

declare global {
	var miniParts: any;
	var miniSimulated: any;
	var JSBridge: any;
	var PhonePe: any;
	var ReactNativeWebView: any;
	var TTMinis: any;
	var Telegram: any;
	var ZaloMiniAppSDK: any;
	var __CONSTANT_HANDLER_MAP: any;
	var __GRANITE_NATIVE_EMITTER: any;
	var liff: any;
	var my: any;
	var swan: any;
	var tt: any;
	var vkBridge: any;
	var wx: any;
}

export {};
