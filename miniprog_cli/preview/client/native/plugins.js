/**
 * Plugins: the one that is developed beside the program is part of it; those of others come from the
 * host, so a labelled box stands for each of their components, and what they export fails as calls do.
 */
(() => {
	const native = globalThis.miniNative;
	const { sources, paths } = native;
	const ADDRESS = /^(plugin|plugin-private|dynamicLib|ext):\/\/([^/]+)\/?(.*)$/;
	const WHY = "plugins of others come from the host and are not here";
	const LABEL = "plugin-not-here";

	const beside = () => sources.program.plugin;
	const isOwn = (name) => Boolean(beside()?.names.includes(name));

	/** Read an address of a component or page of a plugin; nothing where it is none. */
	function read(written) {
		const [, scheme, name, path] = ADDRESS.exec(written) ?? [];
		if (!scheme) return null;
		const own = beside();
		// a plugin calls itself by its id
		if (scheme === "plugin-private") return { name, path, file: own && inside(path) };
		const known = { ...own?.components, ...own?.pages };
		return { name, path, file: isOwn(name) && known[path] ? inside(known[path]) : null };
	}

	const inside = (path) => paths.normal(`${beside().root}/${path}`);

	/** Give the path of a component of a plugin: its own, or one that stands for it. */
	function component(written) {
		const { name, path, file } = read(written);
		if (file) return file;
		tell(name, `component ${path}`);
		return standIn(name, path);
	}

	/** Write a component that shows its name and what is put into it. */
	function standIn(name, path) {
		const place = `${LABEL}/${name}/${path}`;
		const { templates, styles, scripts } = sources.program;
		const words = `${name}/${path}`.replace(/[<>&{}]/g, "");
		for (const [suffix, text] of [
			["json", '{ "component": true }'],
			[scripts.at(-1), "Component({});"],
			[templates[0], `<view class="box"><text class="name">plugin ${words}</text><slot/></view>`],
			[styles.at(-1), LOOKS],
		]) {
			sources.put(`${place}.${suffix}`, text);
		}
		return place;
	}

	const LOOKS = `
		.box { min-height: 44px; box-sizing: border-box; padding: 8px; border: 1px dashed #999; color: #666;
			background: repeating-linear-gradient(45deg, #f4f4f4 0 10px, #eee 10px 20px); }
		.name { display: block; font: 12px/1.4 sans-serif; overflow-wrap: anywhere; }
	`;

	function tell(name, what) {
		const isDeclared = sources.program.plugins.includes(name) || isOwn(name);
		const why = isDeclared ? WHY : "app.json does not name this plugin";
		native.unsupported(`plugin ${name}${what ? ` ${what}` : ""}`, isOwn(name) ? UNKNOWN : why);
	}

	const UNKNOWN = "plugin.json does not name it";

	/** Called by the program: `requirePlugin(name)`, with functions or as `requirePlugin.async`. */
	function required(name, done, failed) {
		const known = isOwn(name);
		if (!known) tell(name, "");
		if (!done && !failed) return known ? exported() : absent(`plugin ${name}`);
		if (known) native.guarded(`plugin ${name}`, () => done?.(exported()));
		else native.guarded(`plugin ${name}`, () => failed?.({ mod: name, errMsg: WHY }));
		return undefined;
	}

	required.async = (name) =>
		new Promise((resolve, reject) => {
			required(name, resolve, ({ errMsg }) => reject(new Error(errMsg)));
		});

	/** Give what the main script of the plugin exports. */
	function exported() {
		const { main } = beside();
		const script = main && native.modules.file(inside(main.replace(/\.\w+$/, "")));
		return script ? native.modules.run(script) : {};
	}

	/** Give what the program exports to the plugin. */
	function ofProgram() {
		const { plugins = {}, subPackages = [], subpackages = [] } = sources.app;
		const all = [plugins, ...[...subPackages, ...subpackages].map((one) => one.plugins ?? {})];
		for (const named of all) {
			const name = Object.keys(named).find(isOwn);
			const script = name && named[name].export;
			if (script) return native.modules.run(paths.normal(script));
		}
		return {};
	}

	/**
	 * Stand in for what a plugin exports: it can be called, made anew and looked into; each call fails
	 * as those of the host do, through `fail` or as a promise.
	 */
	function absent(name) {
		function perform() {} // an arrow could not be made anew
		const made = (given) => {
			const answer = native.host.absent(name)(given);
			return answer?.then ? broken(name, answer) : absent(name);
		};
		return new Proxy(perform, {
			get: (target, member) => {
				// shown by a template that hoped for a value, it is nothing
				if (member === "toString") return () => "";
				if (member in target && member !== "name") return target[member];
				if (typeof member !== "string" || NOT_THERE.test(member)) return undefined;
				return absent(`${name}.${member}`);
			},
			apply: (_target, _self, [given]) => made(given),
			construct: (_target, [given]) => made(given),
		});
	}

	/** What a call that failed gives: a promise for who waits for it, and an object for who does not. */
	function broken(name, promise) {
		return new Proxy(absent(`${name}()`), {
			get: (target, member) =>
				["then", "catch", "finally"].includes(String(member))
					? promise[member].bind(promise)
					: target[member],
		});
	}

	const NOT_THERE = /^(then|toJSON|\$\$typeof|nodeType|__esModule)$/;

	native.plugins = { read, tell, component, required, ofProgram };
})();
