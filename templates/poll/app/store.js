/**
 * Remembering things on this device. Storage can be full, switched off, or forbidden inside a
 * frame, and then even looking at it throws: the program goes on and forgets at the end.
 */

const memory = new Map();

// Several programs can share one origin, so every key starts with this program's id.
const keyOf = (name) => `${document.documentElement.dataset.program}:${name}`;

/** Read what was remembered, or `fallback`. `area` is "localStorage" or "sessionStorage". */
export function recall(name, fallback, area = "localStorage") {
  try {
    const text = window[area].getItem(keyOf(name));
    if (text !== null) return JSON.parse(text);
  } catch {
    // Fall through to what this page remembers itself.
  }
  return memory.get(name) ?? fallback;
}

/** Remember a value that JSON can hold. */
export function remember(name, value, area = "localStorage") {
  memory.set(name, value);
  try {
    window[area].setItem(keyOf(name), JSON.stringify(value));
  } catch {
    // Kept in memory above.
  }
}
