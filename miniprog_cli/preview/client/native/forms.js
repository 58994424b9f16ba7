/**
 * Which controls belong to which form: those of the same template, those that a template puts into
 * a slot inside the form, and of components what they say by their behaviours.
 */
(() => {
	const native = globalThis.miniNative;
	const FORM = `${native.elements.prefix}form`;

	/** Give the component whose template an element stands in. */
	function scopeOf(element) {
		return element?.__wxElement?.ownerShadowRoot?.getHostNode?.() ?? null;
	}

	/** Tell whether a form sees an element; `behaviour` lets it see into components. */
	function sees(form, element, behaviour) {
		const outer = scopeOf(form);
		for (let scope = scopeOf(element); scope; scope = scopeOf(scope.$$)) {
			if (scope === outer || scope.$$?.contains(form)) return true;
			if (!native.behaviours.isOf(scope, behaviour)) return false;
		}
		return false;
	}

	/** Give the names and values of all controls of a form. */
	function* values(form) {
		for (const element of controls(form)) {
			const { __wxElement: node } = element;
			if ("formValue" in element) yield [String(element.value("name", "")), element.formValue];
			else yield [String(node.data?.name ?? ""), node.data?.value];
		}
	}

	/** Give the elements of all controls of a form that have a name. */
	function controls(form) {
		return [...form.querySelectorAll("*")].filter((element) => {
			const node = element.__wxElement;
			if (!node) return false;
			const isControl = "formValue" in element && (element.value("name") ?? "") !== "";
			const isComponent = node.data?.name && native.behaviours.isOf(node, "form-field");
			return (isControl || isComponent) && sees(form, element, "form-field-group");
		});
	}

	/** Find the form that a button submits. */
	function around(button) {
		for (let form = button.closest(FORM); form; form = form.parentElement?.closest(FORM)) {
			if (sees(form, button, "form-field-button") || sees(form, button, "form-field-group"))
				return form;
		}
		return null;
	}

	native.forms = { scopeOf, values, controls, around };
})();
