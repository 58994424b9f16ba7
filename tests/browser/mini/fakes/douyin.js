// tt.miniProgram in Douyin's web-view, after developer.open-douyin.com, web-view-component.
window.asked = [];
window.says = "yes";
window.tt = { miniProgram: { postMessage: (given) => asked.push(["postMessage", given]), navigateBack: () => asked.push(["close"]) } };
