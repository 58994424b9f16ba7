/**
 * What a save means for a page that is open: sheets in place, templates rendered anew with the data
 * kept, a page's script restarts that page with its data, and anything else starts the program anew.
 */
(() => {
	const native = globalThis.miniNative;
	const { sources, styles, templates, definitions, engine, pages, modules } = native;

	/**
	 * Take a save, as program.js hands it over; give what was done. `mended` has what was wrong before
	 * forgotten, before anything is told anew.
	 */
	function apply(files, _page, mended) {
		const ours = files.filter(({ path }) => sources.isHere(path));
		if (ours.length === 0) return { kind: "none", reason: "not on this page" };
		const created = ours.find(({ path }) => !sources.has(path));
		for (const { path, after } of ours) sources.put(path, after);
		// what was looked for and not found may be there now
		if (created) return { kind: "reload", reason: `${created.path}: new` };
		const plans = ours.map(plan);
		const restart = plans.find(({ kind }) => kind === "reload");
		if (restart) return { kind: "reload", reason: restart.reason };
		if (plans.some(({ act }) => act)) {
			native.forgive();
			mended();
		}
		for (const { act } of plans) act?.();
		const strongest =
			plans.find(({ kind }) => kind === "markup") ?? plans.find(({ kind }) => kind !== "none");
		return { kind: strongest?.kind ?? "none", reason: strongest?.reason ?? plans[0].reason };
	}

	/** Read sheets that a save will likely put in place, while the server waits for the end of it. */
	function foresee(files) {
		for (const { path, after, kind } of files) {
			if (kind === "css" && after !== undefined) styles.foresee(path, after);
		}
	}

	function plan(file) {
		const { path } = file;
		const suffix = path.split(".").at(-1);
		const { program } = sources;
		if (file.after === undefined) return { kind: "reload", reason: file.reason };
		if (program.styles.includes(suffix)) return planSheet(path);
		if (program.templates.includes(suffix) || program.modules.includes(suffix))
			return planTemplate(path);
		if (program.scripts.includes(suffix)) return planScript(path);
		return { kind: "reload", reason: file.reason };
	}

	function planSheet(path) {
		if (!styles.isUsed(path)) return { kind: "none", reason: "not on this page" };
		return { kind: "css", reason: `${path}: styles changed`, act: () => styles.renew(path) };
	}

	function planTemplate(path) {
		const users = templates.users(path);
		if (users.length === 0) return { kind: "none", reason: "not on this page" };
		return {
			kind: "markup",
			reason: `${path}: template changed, the data kept`,
			act: () => users.forEach(renew),
		};
	}

	/** Compile a template anew and render what uses it with the data it has. */
	function renew(path) {
		const template = templates.compile(path);
		if (!template) return;
		engine.code.addCompiledTemplate(path, template);
		const definition = engine.code.getComponentSpace().getComponent(path);
		definition?.updateTemplate(template);
		for (const component of instances(path)) {
			native.guarded(path, () => component.applyTemplateUpdates());
		}
	}

	/** Find the components of a path in all open pages. */
	function instances(path) {
		const found = [];
		const visit = (node) => {
			if (node.is === path && node.applyTemplateUpdates) found.push(node);
			const root = node.getShadowRoot?.();
			for (const child of [...(root?.childNodes ?? []), ...(node.childNodes ?? [])]) visit(child);
		};
		for (const { component } of pages.stack) visit(component);
		return found;
	}

	/**
	 * The script of a page or component, which nothing requires, restarts the pages that it is part of;
	 * any other the program.
	 */
	function planScript(path) {
		const owner = [...definitions.known.values()].find((one) => modules.file(one.path) === path);
		if (!owner && !modules.isRun(path)) return { kind: "none", reason: "not on this page" };
		if (!owner || modules.isRequired(path)) {
			return { kind: "reload", reason: `${path}: script changed` };
		}
		const act = () => restart(owner);
		const open = pages.stack.filter((page) => isPart(owner, page));
		if (open.length === 0) return { kind: "none", reason: "not on this page", act };
		const what = owner.isPage ? "page restarted, its" : "pages with it restarted, their";
		return { kind: "markup", reason: `${path}: ${what} data kept`, act };
	}

	/** Tell whether a page, or a tab bar of the program's own on it, holds a page or component. */
	function isPart(owner, page) {
		const users = definitions.users(owner.path);
		return users.has(page.path) || Boolean(page.ownTabs && users.has(native.chrome.CUSTOM));
	}

	function restart(owner) {
		definitions.again(owner);
		for (const page of pages.stack.filter((one) => isPart(owner, one))) pages.renew(page);
		pages.forget((page) => isPart(owner, page));
	}

	native.reload = { follow: () => native.follow({ apply, foresee }) };
})();
