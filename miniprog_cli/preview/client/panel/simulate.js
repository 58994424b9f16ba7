// How the simulated host behaves: presets, and every setting that the server names.
import { control } from "./controls.js";
import { button, element } from "./element.js";
import { Launch } from "./launch.js";
import { PLACES, placeAt } from "./places.js";
import { GROUPS, groupName, HIDDEN, isUsed, presetName, settingName } from "./wording.js";

const INSETS_TOLD =
	"env(safe-area-inset-*) follows in style sheets; in style attributes and shadow trees it stays 0.";

export class Simulate {
	toolbar = null;
	element = element("div", { class: "scroll padded", tabindex: "0" });
	#order;
	#launch;
	#presets = new Map();
	#shows = [];
	#known = null;
	#settings = null;
	#names = [];
	#applied = [];
	#chips = element("div", { class: "chips" });
	#reset;
	#insets;
	#given;
	#broken = {};
	#missing = [];
	#host = "";

	// `given` are groups that are no choice of a person's, and not shown.
	constructor({ order, start, insets, given = [] }) {
		this.#order = order;
		this.#insets = insets;
		this.#given = given;
		this.#launch = new Launch({ order, start });
	}

	show() {}

	// Takes what can be set, from the server.
	know(known) {
		this.#known = known;
		this.#shows = [];
		const { defaults } = known;
		const names = [...Object.keys(GROUPS), ...Object.keys(defaults)];
		const groups = [...new Set(names)].filter(
			(name) => defaults[name] && !HIDDEN.has(name) && !this.#given.includes(name),
		);
		this.element.replaceChildren(
			this.#drawPresets(),
			this.#launch.element,
			...groups.map((group) => this.#drawGroup(group)),
		);
		this.#refresh();
	}

	// Takes how it is set; `presets` are the names of all, `applied` those in use, `broken` says of those
	// that cannot be used why, and `missing` are capabilities that the host has nothing for.
	set({ host, settings, presets = [], applied = [], broken = {}, missing = [] }) {
		this.#settings = settings;
		this.#broken = broken;
		this.#missing = missing;
		this.#host = host;
		this.#applied = applied;
		if (presets.length > 0 && this.#known) {
			this.#names = presets;
			this.#fillPresets();
		}
		this.#refresh();
	}

	// Gives what a person has changed, in groups.
	get changed() {
		const changes = changesOf(this.#settings ?? {}, this.#known?.defaults ?? {});
		for (const group of this.#given) {
			delete changes[group];
		}
		return changes;
	}

	#refresh() {
		if (!this.#known || !this.#settings) {
			return;
		}
		for (const show of this.#shows) {
			show(this.#settings);
		}
		for (const [name, chip] of this.#presets) {
			chip.setAttribute("aria-pressed", String(this.#isOn(name)));
			showBroken(chip, name, this.#broken[name]);
		}
		this.#showUses();
		this.#reset.disabled = Object.keys(this.changed).length === 0;
		this.#launch.set(this.#settings);
	}

	// What the host has no use for is marked, and can be set nevertheless: hosts change in a click.
	#showUses() {
		const app = this.#known.bars?.find(({ name }) => name === this.#host)?.app ?? this.#host;
		for (const card of this.element.querySelectorAll("section[data-group]")) {
			const { group } = card.dataset;
			const isOff = !isUsed(group, this.#missing);
			card.classList.toggle("unused", isOff);
			card.querySelector(".why").textContent = isOff ? `${app} has nothing for it` : "";
			for (const setting of card.querySelectorAll("[data-setting]")) {
				const isRowOff = !isUsed(setting.dataset.setting, this.#missing);
				setting.classList.toggle("unused", isRowOff && !isOff);
				setting.title = isRowOff ? `${app} has nothing for it` : "";
			}
		}
	}

	#isOn(name) {
		if (!this.#known.presets[name]) {
			return this.#applied.includes(name); // a file of the project's
		}
		return entries(this.#known.presets[name]).every(([group, setting, value]) =>
			same(this.#settings[group]?.[setting], value),
		);
	}

	#drawPresets() {
		this.#names = Object.keys(this.#known.presets);
		this.#fillPresets();
		this.#reset = button("Reset", () => this.#order({ reset: true }), { class: "link" });
		return element(
			"section",
			{ class: "card", "aria-label": "Presets" },
			element("header", {}, element("h3", { text: "Presets" }), this.#reset),
			this.#chips,
		);
	}

	#fillPresets() {
		if (this.#names.join() === [...this.#presets.keys()].join()) {
			return;
		}
		this.#presets.clear();
		for (const name of this.#names) {
			const press = () => this.#press(name);
			this.#presets.set(name, button(presetName(name), press, { class: "chip" }));
		}
		this.#chips.replaceChildren(...this.#presets.values());
	}

	// A preset that is on is taken back: what it sets is again as by default.
	#press(name) {
		const preset = this.#known.presets[name];
		const isOn = this.#isOn(name);
		if (!preset) {
			const others = this.#applied.filter((other) => other !== name);
			this.#order(isOn ? { reset: true, preset: others } : { preset: name });
			return;
		}
		const change = {};
		for (const [group, setting, value] of entries(preset)) {
			change[group] ??= {};
			change[group][setting] = isOn ? (this.#known.defaults[group][setting] ?? null) : value;
		}
		this.#order({ settings: change });
	}

	#drawGroup(group) {
		const { defaults, choices } = this.#known;
		const controls = Object.entries(defaults[group]).map(([name, initial]) => {
			const made = control({
				label: settingName(group, name),
				initial,
				choices: choices[`${group}.${name}`],
				changed: (value) => this.#order({ settings: { [group]: { [name]: value } } }),
			});
			made.element.dataset.setting = `${group}.${name}`;
			this.#shows.push((settings) => made.show(settings[group]?.[name] ?? initial));
			return made.element;
		});
		if (group === "location") {
			controls.unshift(this.#drawPlaces());
		} else if (group === "insets") {
			const take = () => this.#order({ settings: { insets: this.#insets() } });
			controls.push(
				element("div", { class: "row" }, button("As the device has them", take)),
				element("p", { class: "quiet", text: INSETS_TOLD }),
			);
		}
		const title = groupName(group);
		return element(
			"section",
			{ class: "card group", "aria-label": title, "data-group": group },
			element("header", {}, element("h3", { text: title }), element("span", { class: "why" })),
			...controls,
		);
	}

	#drawPlaces() {
		const select = element("select", {
			on: {
				change: () => {
					if (select.value) {
						const [latitude, longitude] = PLACES[select.value];
						this.#order({ settings: { location: { latitude, longitude } } });
					}
				},
			},
		});
		select.append(
			new Option("Elsewhere", ""),
			...Object.keys(PLACES).map((name) => new Option(name)),
		);
		this.#shows.push(({ location }) => {
			select.value = placeAt(location);
		});
		return element("label", { class: "setting" }, element("span", { text: "Place" }), select);
	}
}

function showBroken(chip, name, why) {
	chip.classList.toggle("broken", Boolean(why));
	chip.textContent = why ? `${presetName(name)}: broken` : presetName(name);
	chip.title = why ?? "";
}

function* pairs(groups) {
	for (const [group, settings] of Object.entries(groups)) {
		for (const [name, value] of Object.entries(settings)) {
			yield [group, name, value];
		}
	}
}

function entries(groups) {
	return [...pairs(groups)];
}

function same(one, other) {
	return JSON.stringify(one) === JSON.stringify(other);
}

// Gives what is other than by default, in groups.
function changesOf(settings, defaults) {
	const changes = {};
	for (const [group, name, value] of pairs(settings)) {
		if (!same(value, defaults[group]?.[name])) {
			changes[group] ??= {};
			changes[group][name] = value;
		}
	}
	return changes;
}
