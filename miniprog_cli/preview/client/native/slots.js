/**
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
})();
