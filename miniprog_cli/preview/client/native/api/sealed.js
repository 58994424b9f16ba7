/** Sealed: what hosts hand over for a server to open: groups, steps, messages, and cards of the host. */
(() => {
	const native = globalThis.miniNative;
	const { simulated, Failure, sources } = native;
	/** Scenes of who comes from a group: its cards, tools, tasks and notices (wx.getGroupEnterInfo). */
	const FROM_GROUP = [1008, 1044, 1158, 1160, 1185];

	/** Only the server of a program has the key: what is sealed here opens nothing. */
	function sealed(what) {
		const encryptedData = native.base64(new TextEncoder().encode(`preview ${what}`).buffer);
		return { encryptedData, iv: native.base64(new Uint8Array(16).buffer), cloudID: "" };
	}

	function ticketed(what, { shareTicket }) {
		if (typeof shareTicket !== "string" || !shareTicket) throw new Failure("invalid shareTicket");
		return sealed(what);
	}

	function getGroupEnterInfo() {
		if (!FROM_GROUP.includes(Number(sources.program.scene))) {
			throw new Failure("not entered from a group; preview --scene 1044 is", { errCode: 40097 });
		}
		return sealed("group");
	}

	async function getWeRunData() {
		if (!simulated.isSignedIn()) throw new Failure("must login first");
		return sealed("steps");
	}

	async function addCard({ cardList }) {
		if (!Array.isArray(cardList) || cardList.length === 0) throw new Failure("cardList is empty");
		const said = await simulated.ask({
			title: "Cards",
			text: cardList.map((card) => card.cardId).join("\n"),
			choices: [
				["yes", "Add"],
				[null, "Cancel"],
			],
		});
		if (!said) throw new simulated.Refusal("cancelled", "addCard: user cancelled");
		return {
			cardList: cardList.map((card) => ({ ...card, code: "preview", isSuccess: true })),
		};
	}

	native.api({
		calls: {
			getShareInfo: (given) => ticketed("share", given),
			authPrivateMessage: (given) => ({ valid: true, ...ticketed("message", given) }),
			getGroupEnterInfo,
			getWeRunData,
			addCard,
			openCard: (given) => simulated.shown("openCard", given),
		},
		simulated: [
			"getShareInfo",
			"authPrivateMessage",
			"getGroupEnterInfo",
			"getWeRunData",
			"addCard",
			"openCard",
		],
	});
})();
