/**
 * `wx.setClipboardData` and `wx.getClipboardData`.
 *
 * An example of a group: `calls` give an answer or throw `native.Failure`; `success`, `fail`,
 * `complete`, `errMsg`, promises, delays and the panel's log are `native.api`'s business. What the
 * simulated host already knows (permissions, sign-in, payment …) is asked of `simulated.answers`.
 */
(() => {
	const native = globalThis.miniNative;
	const { answers } = native.simulated;

	native.api({
		calls: {
			setClipboardData({ data }) {
				answers.writeClipboard(data ?? "");
				native.toast.show({ title: "内容已复制" });
				return { data };
			},
			getClipboardData: async () => ({ data: await answers.readClipboard() }),
		},
		capabilities: { setClipboardData: "clipboard.write", getClipboardData: "clipboard.read" },
	});
})();
