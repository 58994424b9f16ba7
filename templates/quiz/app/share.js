/**
 * Sharing, with what is there: the system's share sheet, else the clipboard, else a field to
 * copy from. Inside a frame the first two may exist and still refuse.
 */

import { el, toast } from "./dom.js";
import { text } from "./text.js";

// Chromium logs an error when a frame tries what its host page has not allowed: ask first.
const { featurePolicy } = /** @type {any} */ (document); // only Chromium has it
const allowed = (feature) => featurePolicy?.allowsFeature(feature) ?? true;

/**
 * Share words and a link; resolves when there is nothing left to do.
 * @param {{ title: string, words?: string, url: string }} what
 */
export async function share({ title, words, url }) {
  if (navigator.share && allowed("web-share")) {
    try {
      await navigator.share({ title, text: words, url });
      return;
    } catch (error) {
      if (error.name === "AbortError") return; // the person changed their mind
    }
  }
  const line = words ? `${words} ${url}` : url;
  try {
    if (!allowed("clipboard-write")) throw new Error("the host page allows no clipboard");
    await navigator.clipboard.writeText(line);
    toast(text.copied);
  } catch {
    offerToCopy(line);
  }
}

function offerToCopy(line) {
  const field = el("textarea", { readonly: true, rows: 3, "aria-label": text.copyThis });
  field.value = line;
  const close = el(
    "button",
    { type: "button", class: "button", onclick: () => dialog.close() },
    text.close,
  );
  const heading = el("h2", { id: "copy-title" }, text.copyThis);
  const dialog = el(
    "dialog",
    { class: "dialog", "aria-labelledby": "copy-title" },
    heading,
    field,
    close,
  );
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  field.focus();
  field.select();
}
