/** Contacts that the user picks, from the browser. */
globalThis.miniParts.web.contacts = ({ fail }) => ({
	can: { contacts: () => "contacts" in navigator },
	async "contacts.pick"({ multiple = false }) {
		const picker = /** @type {any} */ (navigator).contacts;
		const found = await picker.select(["name", "tel"], { multiple });
		if (!found.length) fail("cancelled", "mini.contacts.pick: nobody was chosen");
		return found.map(({ name, tel }) => ({ name: name?.[0] ?? "", phone: tel?.[0] ?? null }));
	},
});
