/** What the simulated host answers, whichever interface it is asked through. */
(() => {
	const simulated = globalThis.miniSimulated;
	const { Refusal } = simulated;
	const ALLOW = [
		["allow", "Allow"],
		["deny", "Refuse"],
	];

	/** Let a program have something only as the settings, or the person, allow. */
	async function permitted(name, what) {
		const said = simulated.settings.permissions[name];
		const given =
			said === "ask"
				? await simulated.ask({
						title: "Permission",
						text: `This program wants to ${what}.`,
						choices: ALLOW,
					})
				: said;
		if (given !== "allow") throw new Refusal("denied", `${name}: not allowed`);
	}

	simulated.answers = {
		async location() {
			await permitted("location", "know where you are");
			return { ...simulated.settings.location };
		},
		async readClipboard() {
			await permitted("clipboard", "read what you copied");
			return simulated.settings.clipboard.text;
		},
	};
})();
