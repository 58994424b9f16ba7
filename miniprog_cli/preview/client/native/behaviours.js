/** The behaviours that hosts bring, and what definitions of programs need to be taken as they are. */
(() => {
	const native = globalThis.miniNative;
	const { code } = native.engine;
	const made = new Map();
	const FIELDS = { name: String, value: null };
	const OWN = {
		"form-field": { properties: FIELDS },
		"form-field-group": {},
		"form-field-button": {},
		"component-export": {},
	};

	/** Give a behaviour of the host by its address, such as `wx://form-field`. */
	function own(address) {
		const name = address.split("://")[1];
		if (!made.has(name))
			made.set(name, OWN[name] ? code.behavior().definition(OWN[name]).register() : null);
		return made.get(name);
	}

	/** Copy a definition, with behaviours that are named by address put in. */
	function prepared(given, kind) {
		const definition = { ...given };
		if (Array.isArray(given.behaviors)) {
			definition.behaviors = given.behaviors
				.map((each) => (typeof each === "string" ? own(each) : each))
				.filter(Boolean);
		}
		if (kind === "Component" && given.properties) {
			// a property whose type is an array is of any of these types
			definition.properties = Object.fromEntries(
				Object.entries(given.properties).map(([name, said]) => [name, property(said)]),
			);
		}
		return definition;
	}

	function property(said) {
		if (Array.isArray(said))
			return { type: said[0], optionalTypes: said.slice(1), value: undefined };
		if (said && typeof said === "object" && Array.isArray(said.type)) {
			return { ...said, type: said.type[0], optionalTypes: said.type.slice(1) };
		}
		return said;
	}

	/** Called by the program. */
	const define = (given) =>
		code.componentEnv("", ({ Behavior }) => Behavior(prepared(given ?? {}, "Component")));
	define.trait = (...given) => code.traitBehavior(...given);

	/** Tell whether a component has a behaviour of the host, by its name, such as `form-field`. */
	function isOf(component, name) {
		const behaviour = made.get(name);
		return Boolean(behaviour && component.hasBehavior?.(behaviour._$ ?? behaviour));
	}

	native.behaviours = { prepared, define, isOf };
})();
