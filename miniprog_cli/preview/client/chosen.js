// Files that a person chooses: their names are written down, and nothing of what is in them.

export const isOfFiles = (element) => element?.localName === "input" && element.type === "file";

// Says of each choice the field, and the names of the files. Folders are left out.
export function listenToFiles(chose) {
	const take = (event) => {
		const [field] = event.composedPath();
		if (!event.isTrusted || !isOfFiles(field) || field.webkitdirectory) return;
		if (field.files.length > 0)
			chose(
				field,
				Array.from(field.files, ({ name }) => name),
			);
	};
	window.addEventListener("change", take, true);
	// what a field that is in no document says is heard nowhere else
	for (const name of ["click", "showPicker"]) {
		const original = HTMLInputElement.prototype[name];
		HTMLInputElement.prototype[name] = function (...values) {
			if (isOfFiles(this) && !this.isConnected)
				this.addEventListener("change", take, { once: true });
			return original.apply(this, values);
		};
	}
}
