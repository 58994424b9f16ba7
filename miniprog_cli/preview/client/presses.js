// Which keys are steps of their own: those that write are not, and those that press a button, whose
// click is one already.
import { editable, isField } from "./fields.js";

const MODIFIERS = ["Alt", "AltGraph", "CapsLock", "Control", "Meta", "Shift"];
const EDITING = ["a", "c", "v", "x", "y", "z"]; // with Ctrl or Cmd, in a field
// what the browser does itself
const BROWSER =
	/^(F5|F11|F12|(Control|Meta)\+[lnrtw+0-]|(Control|Meta)\+Shift\+.|Alt\+Arrow(Left|Right))$/i;
const IN_FIELD = /^(Enter|Escape|ArrowUp|ArrowDown|PageUp|PageDown|F\d+)$/;
const LINES = /^(textarea|select)$/;
const PRESSED = "a, button, summary, select, input, [role=button], [role=link]";

// Gives the name of what was pressed, as `Control+k`, or null where it is no step.
export function pressed(event, target) {
	const { key, isComposing, repeat } = event;
	if (isComposing || repeat || MODIFIERS.includes(key) || key === "Tab") return null;
	if (["Dead", "Process", "Unidentified"].includes(key)) return null;
	const isOrder = (event.ctrlKey || event.metaKey || event.altKey) && !isText(event);
	const isWriting = isField(target) || editable(target) !== null;
	if (isWriting ? !isStepIn(target, event, isOrder) : isClick(target, key)) return null;
	const held = ["Control", "Alt", "Meta"].filter(
		(_, at) => [event.ctrlKey, event.altKey, event.metaKey][at],
	);
	// a capital has its own key already
	if (event.shiftKey && key.length > 1) held.push("Shift");
	const name = [...held, key === " " ? "Space" : key].join("+");
	return BROWSER.test(name) ? null : name;
}

// On many keyboards a third level writes.
function isText(event) {
	return event.getModifierState("AltGraph") && event.key.length === 1;
}

function isStepIn(target, { key, shiftKey }, isOrder) {
	if (isOrder)
		return !EDITING.includes(key.toLowerCase()) && !/^(Arrow|Back|Del|Home|End)/.test(key);
	const hasLines = LINES.test(target.localName) || editable(target) !== null;
	if (hasLines) return key === "Escape" || (key === "Enter" && shiftKey);
	const isSet = target.type === "range" || target.type === "number";
	return IN_FIELD.test(key) && !(isSet && key !== "Enter" && key !== "Escape");
}

function isClick(target, key) {
	const isChosen = /^(radio)$/.test(target?.type) && key.startsWith("Arrow");
	return isChosen || ((key === "Enter" || key === " ") && target?.matches(PRESSED));
}
