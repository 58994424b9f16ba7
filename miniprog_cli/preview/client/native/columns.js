/**
 * What the modes of `<picker>` let a person choose: columns of words, which is chosen in each, what
 * becomes of them when one is turned, and what the choice means to the program.
 */
(() => {
	const native = globalThis.miniNative;
	const two = (number) => String(number).padStart(2, "0");
	const range = (from, to) =>
		Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);

	/** `shown(at)` gives columns for choices, `read(at)` the value, `at(value)` the choices for one. */
	function selector(picker) {
		const words = labels(picker.list("range"), picker.value("range-key"));
		return {
			at: () => [Number(picker.chosen) || 0],
			shown: (at) => ({ columns: [words], at }),
			// hosts give the place as text here
			read: ([at]) => ({ value: String(at) }),
		};
	}

	function multiSelector(picker) {
		const words = () => picker.list("range").map((each) => labels(each, picker.value("range-key")));
		return {
			at: () => words().map((_, index) => Number(picker.chosen?.[index]) || 0),
			shown: (at) => ({ columns: words(), at }),
			read: (at) => ({ value: at }),
		};
	}

	function labels(values, key) {
		return (Array.isArray(values) ? values : []).map((each) =>
			String((key ? each?.[key] : each) ?? ""),
		);
	}

	function time(picker) {
		const [first, last] = [
			clock(picker.value("start"), "00:00"),
			clock(picker.value("end"), "23:59"),
		];
		const hours = range(first[0], last[0]);
		const minutes = (hour) =>
			range(hour === first[0] ? first[1] : 0, hour === last[0] ? last[1] : 59);
		return {
			at() {
				const now = new Date();
				const [hour, minute] = clock(picker.chosen, `${now.getHours()}:${now.getMinutes()}`);
				const at = near(hours, hour);
				return [at, near(minutes(hours[at]), minute)];
			},
			shown: (at) => ({ columns: [hours.map(two), minutes(hours[at[0]]).map(two)], at }),
			read: ([hour, minute]) => ({
				value: `${two(hours[hour])}:${two(minutes(hours[hour])[minute] ?? 0)}`,
			}),
		};
	}

	function clock(text, otherwise) {
		const found = /^(\d{1,2}):(\d{1,2})/.exec(String(text ?? "")) ?? /(\d+):(\d+)/.exec(otherwise);
		return [Number(found[1]), Number(found[2])];
	}

	function near(values, wanted) {
		const found = values.findIndex((each) => each >= wanted);
		return found < 0 ? Math.max(0, values.length - 1) : found;
	}

	function date(picker) {
		const parts = { year: 1, month: 2 }[String(picker.value("fields", "day"))] ?? 3;
		const first = day(picker.value("start"), [1900, 1, 1]);
		const last = day(picker.value("end"), [2100, 12, 31]);
		/** Give the values of a column, where those before it are chosen. */
		const values = (column, before) => {
			if (column === 0) return range(first[0], last[0]);
			const isFirst = before.every((each, index) => each === first[index]);
			const isLast = before.every((each, index) => each === last[index]);
			const most = column === 1 ? 12 : new Date(before[0], before[1], 0).getDate();
			return range(isFirst ? first[column] : 1, isLast ? Math.min(most, last[column]) : most);
		};
		const told = (at) => {
			const found = [];
			for (let column = 0; column < parts; column += 1) {
				const all = values(column, found);
				found.push(all[Math.min(all.length - 1, at[column] ?? 0)]);
			}
			return found;
		};
		return {
			at() {
				const now = new Date();
				const wanted = day(picker.chosen, [now.getFullYear(), now.getMonth() + 1, now.getDate()]);
				const at = [];
				for (let column = 0; column < parts; column += 1) {
					at.push(near(values(column, told(at).slice(0, column)), wanted[column]));
				}
				return at;
			},
			shown(at) {
				const found = told(at);
				const columns = found.map((_, column) =>
					values(column, found.slice(0, column)).map((each) => `${each}${"年月日"[column]}`),
				);
				return { columns, at };
			},
			read: (at) => ({ value: told(at).map(two).join("-") }),
		};
	}

	function day(text, otherwise) {
		const found = String(text ?? "").match(/\d+/g);
		return found ? otherwise.map((each, index) => Number(found[index] ?? each)) : otherwise;
	}

	function region(picker) {
		const depth = { province: 1, city: 2 }[String(picker.value("level", "region"))] ?? 3;
		const extra = picker.value("custom-item");
		const own = extra ? [{ code: "", name: String(extra), parts: [] }] : [];
		const path = (at) => {
			let parts = native.regions;
			return range(0, depth - 1).map((column) => {
				const all = [...own, ...parts];
				const chosen = all[Math.min(all.length - 1, at[column] ?? 0)];
				parts = chosen?.parts ?? [];
				return { all, chosen };
			});
		};
		return {
			at() {
				const at = [];
				for (const column of range(0, depth - 1)) {
					const { all } = path(at)[column];
					at.push(
						Math.max(
							0,
							all.findIndex(({ name }) => name === picker.chosen?.[column]),
						),
					);
				}
				return at;
			},
			shown: (at) => ({ columns: path(at).map(({ all }) => all.map(({ name }) => name)), at }),
			read(at) {
				const chosen = path(at).flatMap((each) => (each.chosen ? [each.chosen] : []));
				const code = chosen.map((each) => each.code);
				return { value: chosen.map(({ name }) => name), code, postcode: "" };
			},
		};
	}

	native.columns = { selector, multiSelector, time, date, region };
})();
