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

	/** By slot: the element behind it that holds what it shows by default, see `dialect.js`. */
	const defaults = new WeakMap();

	native.elements.add(
		"slot-default",
		class extends native.Element {
			static css = `
				:host { display: contents; }
				:host[data-filled] { display: none; }
			`;

			begin() {
				const { parentNode, parentIndex } = this.__wxElement;
				this.slotBefore = parentNode.childNodes[parentIndex - 1];
				defaults.set(this.slotBefore, this);
				this.look();
			}

			look() {
				const isFilled = this.slotBefore.slotNodes?.some((node) => !node._$inheritSlots);
				this.toggleAttribute("data-filled", Boolean(isFilled));
			}
		},
	);

	const splice = Element._$spliceSlotNodes;
	Element._$spliceSlotNodes = (slot, ...given) => {
		splice.call(Element, slot, ...given);
		defaults.get(slot)?.look();
	};
})();
