/**
 * Sharing, with what is there: the host's share sheet through mini.js, else the clipboard, else a
 * field to copy from. Inside a frame the first two may exist and still refuse.
 */

import { el, toast } from "./dom.js";
import { text } from "./text.js";

/** Say what the host's own menu shares from now on; some hosts share in no other way. */
export async function showShared({ title, url }) {
  try {
    await mini.share.set({ title, url });
  } catch {
    // then the host shares the program as a whole
  }
}

/**
 * Share words and a link; resolves when there is nothing left to do.
 * @param {{ title: string, words?: string, url: string }} what
 */
export async function share({ title, words, url }) {
  try {
    await mini.share({ title, text: words, url });
    return;
  } catch (error) {
    if (error.code === "cancelled") return; // the person changed their mind
  }
  const line = words ? `${words} ${url}` : url;
  try {
    if (!mini.can("clipboard.write")) throw new Error("this host has no clipboard");
    await mini.clipboard.write(line);
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
