/**
 * Pages and components as the program defines them: what each names in its JSON file, its template,
 * its sheet and its script, children before parents.
 */
(() => {
	const native = globalThis.miniNative;
	const { sources, paths, modules, styles, templates, Fault } = native;
	const { code } = native.engine;
	const { behaviours, plugins } = native;
	/** By path: what is known of a page or component that is there. */
	const defined = new Map();
	const SHARED = ["shared", "page-shared"];
	const NEW = { definition: null, isolation: undefined };
	/** Packages that are not here, and told. */
	const lacking = new Set();
	let scopes = 0;

	/** Define a page or component and all that it uses, unless that is done. */
	async function define(path, { isPage = false } = {}) {
		const order = [];
		await gather(path, isPage, order);
		await styles.prepare(order.map((one) => one.path));
		if (!order.every((one) => templates.isKept(one.path))) await templates.open();
		for (const each of order) realise(each);
	}

	/** Put a page or component and what it names into an order in which they can be defined. */
	async function gather(path, isPage, order) {
		if (defined.has(path)) return;
		const config = sources.json(`${path}.json`);
		const one = { path, isPage, config, ...NEW, using: {}, generics: {} };
		defined.set(path, one);
		// what app.json gives to all is not for plugins
		const everywhere = paths.rootOf(path) ? {} : sources.app.usingComponents;
		const named = { ...everywhere, ...(config.usingComponents ?? {}) };
		for (const [tag, written] of Object.entries(named)) {
			const isOwn = tag in (config.usingComponents ?? {});
			const found = await find(isOwn ? `${path}.json` : "app.json", written, { tag, path });
			if (!found) continue;
			one.using[tag] = `/${found}`;
			await gather(found, false, order);
		}
		for (const [name, value] of Object.entries(config.componentGenerics ?? {})) {
			one.generics[name] = true;
			if (!value?.default) continue;
			const found = await find(`${path}.json`, value.default, { tag: name, path });
			if (!found) continue;
			one.generics[name] = { default: `/${found}` };
			await gather(found, false, order);
		}
		order.push(one);
	}

	/** Find a component by how a JSON file names it; says where it was looked for. */
	async function find(from, written, { tag, path }) {
		if (plugins.read(written)) return plugins.component(written);
		const near = modules.aliased(written) ?? paths.resolve(from, written);
		await sources.takeFor(near);
		const places = [near, `${near}/index`];
		if (!/^[./]/.test(written)) {
			for (const folder of paths.around(from)) {
				const inside = paths.normal(`${folder}/miniprogram_npm/${written}`);
				places.push(inside, `${inside}/index`);
			}
		}
		const found = places.find((place) => modules.file(place) && sources.has(`${place}.json`));
		const bare = found ?? places.find((place) => templates.file(place));
		if (!bare) {
			const pack = modules.absent(written);
			const fault = missing(from, written, tag, pack || places);
			// one that is named and not used harms nobody, and a package is missing once for all
			if (uses(path, tag) && !(pack && lacking.has(pack))) native.fail(fault);
			else console.warn(`${from}: ${fault.message}`);
			if (uses(path, tag)) lacking.add(pack);
		}
		return bare;
	}

	/** Tell whether the template of a component, or one that it imports, may hold a tag. */
	function uses(path, tag) {
		const text = sources.read(templates.file(path)) ?? "";
		return text.includes(`<${tag}`) || /<(import|include)\s/.test(text);
	}

	function missing(from, written, tag, places) {
		const text = sources.read(from) ?? "";
		const before = text.slice(0, Math.max(0, text.indexOf(`"${written}"`))).split("\n");
		const why = Array.isArray(places)
			? `looked for ${places.map((place) => `${place}.json`).join(", ")}`
			: places;
		const message = `no component ${written} for <${tag}>: ${why}`;
		return new Fault(message, from, before.length, before.at(-1).length + 1);
	}

	function realise(one) {
		const { path, config, using, isPage, generics } = one;
		code.addComponentStaticConfig(path, {
			...config,
			component: !isPage,
			usingComponents: using,
			componentGenerics: config.componentGenerics && generics,
		});
		const template = templates.compile(path);
		if (template) code.addCompiledTemplate(path, template);
		run(one);
	}

	/** Run the script of a page or component; without one it is an empty one. */
	function run(one) {
		const { path, isPage } = one;
		one.definition = null;
		const script = modules.file(path);
		if (script) native.guarded(path, () => modules.load(path, script));
		// what failed is shown empty rather than not at all
		if (!one.definition) register(path, isPage ? "Page" : "Component", {});
	}

	/** Called by the program: `Page()` or `Component()` of the one that is being loaded. */
	function register(path, kind, given) {
		const one = defined.get(path);
		if (!one) throw new Error(`${kind}() is called outside a page or component`);
		const definition = behaviours.prepared(given ?? {}, kind);
		const made = install(one, kind, definition);
		Object.assign(one, { kind, definition });
		return made;
	}

	function install(one, kind, definition) {
		if (sources.program.webSlots) {
			definition.options = { multipleSlots: true, ...definition.options };
		}
		isolate(one, definition.options ?? {});
		return code.componentEnv(one.path, (environment) => environment[kind](definition));
	}

	/** Give the pages and components that a component is part of, itself first, users behind. */
	function users(path) {
		const found = new Set([path]);
		for (const used of found) {
			for (const one of defined.values()) {
				if (Object.values(one.using).includes(`/${used}`)) found.add(one.path);
			}
		}
		return found;
	}

	/**
	 * Run the script of a page or component anew. Whatever it is part of is made anew with what its
	 * own script has defined, for the framework remembers what a tag meant.
	 */
	function again(one) {
		run(one);
		const others = [...users(one.path)].slice(1).map((path) => defined.get(path));
		for (const each of others) {
			native.guarded(each.path, () => install(each, each.kind, each.definition));
		}
	}

	/** Find out who shares the styles of a component, and show its sheet accordingly. */
	function isolate(one, options) {
		const { config, path, isPage } = one;
		const global = options.addGlobalClass ?? config.addGlobalClass;
		const chosen = config.styleIsolation ?? options.styleIsolation;
		one.isolation = chosen ?? (isPage ? "shared" : global ? "apply-shared" : "isolated");
		const isShared = SHARED.includes(one.isolation);
		if (!isShared && !one.scope) {
			scopes += 1;
			one.scope = `c${scopes}`;
		}
		const known = code.getComponentStaticConfig(path);
		code.addComponentStaticConfig(path, { ...known, styleIsolation: one.isolation });
		code.addStyleSheet(path, undefined, isShared ? undefined : one.scope);
		styles.show(path, isShared ? "" : one.scope);
	}

	native.definitions = {
		define,
		register,
		again,
		users,
		known: defined,
	};
})();
