/**
 * Addresses inside the program. What is shown is written in the query (`?item=…`), so every
 * view has a link of its own, and Back and Forward do what people expect.
 */

let show = (_moved) => {};

/** Call `render(params, moved)` now and after every move; `moved` is false the first time. */
export function start(render) {
  show = (moved) => render(new URLSearchParams(location.search), moved);
  document.addEventListener("click", followInside);
  window.addEventListener("popstate", () => show(true));
  show(false);
}

/** The address of a view, relative to this page; without parameters, of the start. */
export function address(params = {}) {
  const query = new URLSearchParams(params).toString();
  return query ? `?${query}` : location.pathname;
}

/** The whole address of a view, to share it. */
export function fullAddress(params = {}) {
  return new URL(address(params), location.href).href;
}

/** Move to a view. `replace` leaves no entry behind that Back would stumble over. */
export function go(params, { replace = false } = {}) {
  if (replace) history.replaceState(null, "", address(params));
  else history.pushState(null, "", address(params));
  show(true);
  if (!replace) window.scrollTo(0, 0);
}

// Links stay real links (copy, open in a new tab); only a plain click is handled here.
function followInside(event) {
  const link = event.target.closest("a[href]");
  const plain =
    event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
  if (!link || !plain || event.defaultPrevented || link.target) return;
  const to = new URL(link.href);
  if (to.origin !== location.origin || to.pathname !== location.pathname) return;
  event.preventDefault();
  go(Object.fromEntries(to.searchParams));
}
