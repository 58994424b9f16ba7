/**
 * Slots as hosts have them, where the framework has others.
 *
 * Which slot is filled of a component that has several and does not say `multipleSlots`: the one without
 * a name, wherever it stands, as in hosts; the framework takes the first.
 */
(() => {
	const native = globalThis.miniNative;
	const { Element, ShadowRoot } = native.engine.easel;
	const SINGLE = 1;

	for (const name of ["_$applySlotsInsertion", "_$applySlotsRemoval", "_$applySlotRename"]) {
		const apply = ShadowRoot.prototype[name];
		ShadowRoot.prototype[name] = function (...given) {
			apply.apply(this, given);
			if (this._$slotMode === SINGLE) choose(this);
		};
	}

	function choose(root) {
		let at = root._$subtreeSlotStart;
		while (at?.value._$slotName && at !== root._$subtreeSlotEnd) at = at.next;
		const before = root._$singleSlot;
		if (!at || at.value._$slotName || at.value === before) return;
		root._$singleSlot = at.value;
		Element._$insertChildReassignSlot(root, null, before, at.value);
	}

	/** By slot: the component behind it that holds what it shows by default, see `dialect.js`. */
	const defaults = new WeakMap();
	const NOTHING = () => {};

	/**
	 * What a slot shows by default, which is not even made while something is put into the slot: a
	 * component whose only slot is there or not, and what stands in a component like that is made for
	 * each slot of it.
	 */
	const template = {
		content: () => (_wrapper, _isNew, data) => ({
			C: (_begun, _text, _element, choose) =>
				choose(
					data.isShown ? 1 : 0,
					data.isShown ? (_isMade, _t, _e, _if, _for, slot) => slot("") : NOTHING,
				),
			B: Object.create(null),
		}),
		updateMode: "virtualTree",
	};

	function open(space) {
		const definition = space.defineComponent({
			is: "slot-default",
			options: { dynamicSlots: true, virtualHost: true },
			template,
			data: { isShown: false },
			lifetimes: {
				attached() {
					const slot = this.parentNode.childNodes[this.parentIndex - 1];
					defaults.set(slot, this);
					look(slot);
				},
			},
		});
		space.setGlobalUsingComponent("slot-default", definition.general());
	}

	function look(slot) {
		const inside = defaults.get(slot);
		if (!inside) return;
		const isShown = !slot.slotNodes?.some((node) => !node._$inheritSlots);
		if (inside.data.isShown !== isShown) inside.setData({ isShown });
	}

	const splice = Element._$spliceSlotNodes;
	Element._$spliceSlotNodes = (slot, ...given) => {
		splice.call(Element, slot, ...given);
		look(slot);
	};

	native.slots = { open };
})();
