/**
 * Small helpers to build elements. Text always goes in as text nodes and never as HTML, so
 * nothing in data.json can turn into markup.
 */

const SVG = "http://www.w3.org/2000/svg";

const ICONS = {
  left: "M14.5 5.5 8 12l6.5 6.5",
  right: "M9.5 5.5 16 12l-6.5 6.5",
  check: "m5 12.8 4.6 4.4L19 7.4",
  cross: "m6.5 6.5 11 11m0-11-11 11",
  share: "M12 14.5V4m-4 3.8L12 3.7l4 4.1M5.5 12v7.5h13V12",
  flip: "M4.5 10.5A7.7 7.7 0 0 1 18.8 8m.7-4v4.5H15M19.5 13.5A7.7 7.7 0 0 1 5.2 16m-.7 4v-4.5H9",
  clock: "M12 7.5V12l3 2M20 12a8 8 0 1 1-16 0 8 8 0 0 1 16 0Z",
};

/** Make an element: functions become listeners, `vars` custom properties, the rest attributes. */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (key === "vars") setVars(node, value);
    else if (typeof value === "function") node.addEventListener(key.slice(2), value);
    else node.setAttribute(key, value === true ? "" : String(value));
  }
  node.append(...children.flat().filter((child) => child || child === 0));
  return node;
}

// Through CSSOM: a strict Content-Security-Policy refuses style attributes.
function setVars(node, vars) {
  for (const [name, value] of Object.entries(vars)) node.style.setProperty(name, String(value));
}

/** Make an SVG element, for drawings that depend on data. */
export function svg(tag, attributes = {}, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value));
  node.append(...children);
  return node;
}

/** Draw an icon that screen readers skip: the words beside it say what it means. */
export function icon(name) {
  const shape = svg("path", { d: ICONS[name] });
  return svg("svg", { class: "icon", viewBox: "0 0 24 24", "aria-hidden": "true" }, shape);
}

/** Say something to screen readers without showing it. */
export function announce(words) {
  document.querySelector("#live").textContent = words;
}

let hiding = 0;

/** Show a short note at the bottom for a few seconds; screen readers hear it too. */
export function toast(words) {
  const note = document.getElementById("toast");
  note.textContent = words;
  note.dataset.shown = "true";
  clearTimeout(hiding);
  hiding = setTimeout(() => {
    delete note.dataset.shown;
    note.textContent = "";
  }, 3500);
}
