// swan.webView in Baidu's web-view, after smartprogram.baidu.com, component/open_web-view.
window.asked = [];
window.says = "yes";
window.swan = { webView: { postMessage: (given) => asked.push(["postMessage", given]), navigateBack: () => asked.push(["close"]) } };
