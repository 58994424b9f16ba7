// Takes the place of a service worker that another server has left behind at the address of the host
// page, when the browser asks for a newer one: goes at once, and has its pages loaded afresh. A worker
// that answers from its memory lets nothing of ours through but this.
/** @type {any} */
const worker = self; // the types that are checked against are those of pages
worker.addEventListener("install", () => worker.skipWaiting());
worker.addEventListener("activate", (event) => event.waitUntil(retire()));

async function retire() {
	await worker.registration.unregister();
	for (const page of await worker.clients.matchAll({ type: "window" })) {
		page.navigate(page.url);
	}
}
