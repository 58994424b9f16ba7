/** The component framework, set up: where elements and events of templates meet those of the browser. */
(() => {
	const native = globalThis.miniNative;
	const easel = native.vendor("glass-easel");
	const { MiniProgramEnv, component } = native.vendor("glass-easel-miniprogram-adapter");
	// as in hosts: properties called `id`, `data` or `dataset` must not hide what a node has of that name
	easel.globalOptions.writeFieldsToNode = false;
	const environment = new MiniProgramEnv();
	const NO_OBSERVER = /^Cannot find method ".*" for observer/;
	const code = environment.createCodeSpace("", true);
	const backend = new easel.CurrentWindowBackendContext();

	// the framework keeps the id to itself, and sheets and tests look for it
	const id = Object.getOwnPropertyDescriptor(easel.Element.prototype, "id");
	Object.defineProperty(easel.Element.prototype, "id", {
		...id,
		set(value) {
			id.set.call(this, value);
			if (this.$$) this.$$.id = this.id;
		},
	});
	const { setNodeStyle } = easel.Element.prototype;
	easel.Element.prototype.setNodeStyle = function (text, index) {
		setNodeStyle.call(this, native.styles.px(String(text ?? "")), index);
	};

	// programs put components into their data, which is copied: all of the framework hangs on this
	Object.defineProperty(component.ComponentCaller.prototype, "_$", {
		configurable: true,
		set(value) {
			Object.defineProperty(this, "_$", { value, configurable: true, writable: true });
		},
	});

	/** `model:` of built-in components; the framework knows those of the browser alone. */
	backend.setModelBindingStat = (element, name, listener) => element.bind?.(name, listener);

	/** Give the tags of built-in components to all templates. */
	function open() {
		const space = code.getComponentSpace();
		for (const tag of native.elements.tags()) {
			space.setGlobalUsingComponent(tag, native.elements.prefix + tag);
		}
		native.slots.open(space);
		native.events.open(backend, easel);
		easel.addGlobalErrorListener((error, method, component) => {
			// hosts say nothing of an observer that names no method: published libraries have such
			if (NO_OBSERVER.test(error?.message)) {
				console.warn(error.message);
				return false;
			}
			const where = typeof component === "string" ? component : component?.is;
			native.fail(error, where ? `${where}${method ? ` ${method}` : ""}` : "");
			return false;
		});
		easel.addGlobalWarningListener?.(() => false);
	}

	native.engine = {
		easel,
		code,
		open,
		associated: environment.associateBackend(backend),
		/** Give the name that classes of a scope begin with; empty for that of everybody. */
		scopeName: (scope) =>
			(scope && code.getComponentSpace().styleScopeManager.queryName(scope)) || "",
		/** Give the component behind an instance that the program has. */
		componentOf: (instance) => instance?._$ ?? instance,
	};
})();
