// The panel beside the program: what it called, and how the simulated host answers.

export class Panel {
	#calls = new Map();
	#list;
	#host;
	#permissions;
	#order;

	constructor(element, { order }) {
		this.#order = order;
		this.#list = element.querySelector("#calls");
		this.#host = element.querySelector("#host");
		this.#permissions = element.querySelector("#permissions");
		this.#host.addEventListener("change", () => order({ host: this.#host.value }));
	}

	heard(message) {
		if (message.type === "simulation") {
			this.#showSimulation(message);
		} else if (message.kind === "call") {
			this.#calls.set(message.id, this.#row(message));
		} else if (message.kind === "answer") {
			const row = this.#calls.get(message.id);
			row?.append(` → ${JSON.stringify(message.error ?? message.value)}`);
		}
	}

	#row({ via, args }) {
		const row = document.createElement("li");
		row.textContent = `${via} ${JSON.stringify(args)}`;
		this.#list.append(row);
		return row;
	}

	#showSimulation({ host, hosts, settings }) {
		this.#host.replaceChildren(
			...hosts.map((name) => new Option(name, name, false, name === host)),
		);
		const rows = Object.entries(settings.permissions).map(([name, value]) => {
			const select = document.createElement("select");
			select.append(
				...["ask", "allow", "deny"].map((one) => new Option(one, one, false, one === value)),
			);
			select.addEventListener("change", () =>
				this.#order({ settings: { permissions: { [name]: select.value } } }),
			);
			const label = document.createElement("label");
			label.append(name, select);
			return label;
		});
		this.#permissions.replaceChildren(...rows);
	}
}
