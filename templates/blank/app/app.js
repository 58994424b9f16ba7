/**
 * The whole program: a list, and a page for each of its items. What is shown is written in the
 * address (`?item=…`), so every page has a link of its own and Back works.
 */

const NAME = document.title;
const main = document.querySelector("#main");

/** Make an element. Text goes in as text, never as HTML, so data cannot turn into markup. */
function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

// Headings can take the focus, so that a new page is read out from its start.
const heading = (words) => el("h1", { tabindex: "-1" }, words);
const home = () => el("a", { class: "up", href: location.pathname }, "← ", NAME);

function listPage(items) {
  const about = document.querySelector("meta[name=description]").getAttribute("content");
  const row = (item) =>
    el("li", {}, el("a", { href: `?item=${encodeURIComponent(item.id)}` }, item.title));
  return [
    heading(NAME),
    el("p", { class: "lead" }, about),
    el("ol", { id: "items" }, ...items.map(row)),
  ];
}

function itemPage(items, item) {
  const next = items[items.indexOf(item) + 1];
  const page = el(
    "article",
    { id: "item", "data-item": item.id },
    heading(item.title),
    el("p", { class: "lead" }, item.text),
  );
  if (next)
    page.append(
      el(
        "a",
        { id: "next", class: "button", href: `?item=${encodeURIComponent(next.id)}` },
        "Next: ",
        next.title,
      ),
    );
  return [home(), page];
}

function notePage(id, title, reason) {
  return [home(), el("article", { id }, heading(title), el("p", { class: "lead" }, reason))];
}

function pageFor(items) {
  const id = new URLSearchParams(location.search).get("item");
  if (id === null) return listPage(items);
  const item = items.find((candidate) => candidate.id === id);
  return item
    ? itemPage(items, item)
    : notePage("gone", "Nothing here any more", "The link may be old.");
}

function show(page, { moved = false } = {}) {
  main.replaceChildren(...page);
  const title = main.querySelector("h1");
  document.title = title.textContent === NAME ? NAME : `${title.textContent} · ${NAME}`;
  if (moved) title.focus({ preventScroll: true });
  share();
}

/** Say what the host's own menu shares from now on, through mini.js. */
async function share() {
  try {
    await mini.share.set({ title: document.title, url: location.href });
  } catch {
    // then the host shares the program as a whole
  }
}

/** Read data.json. Throws an Error that says what is wrong with it. */
async function load() {
  const response = await fetch("data.json");
  if (!response.ok) throw new Error(`It answers with status ${response.status}.`);
  const { items } = (await response.json()) ?? {};
  if (!Array.isArray(items)) throw new Error("It has no list “items”.");
  for (const [index, item] of items.entries()) {
    for (const member of ["id", "title", "text"]) {
      if (typeof item?.[member] !== "string")
        throw new Error(`Item ${index + 1} has no “${member}”.`);
    }
  }
  return items;
}

// Links stay real links (copy, open in a new tab); only a plain click is handled here.
function follow(event, items) {
  const link = event.target.closest("a[href]");
  if (
    !link ||
    event.button !== 0 ||
    event.metaKey ||
    event.ctrlKey ||
    event.shiftKey ||
    event.altKey
  )
    return;
  const to = new URL(link.href);
  if (to.origin !== location.origin || to.pathname !== location.pathname) return;
  event.preventDefault();
  history.pushState(null, "", to);
  show(pageFor(items), { moved: true });
  window.scrollTo(0, 0);
}

async function run() {
  try {
    const items = await load();
    document.addEventListener("click", (event) => follow(event, items));
    window.addEventListener("popstate", () => show(pageFor(items), { moved: true }));
    show(pageFor(items));
  } catch (error) {
    show(notePage("broken", "data.json needs a look", error.message));
  }
}

run();
