// Takes the place of a service worker that another server has left behind at the address of the host
// page, when the browser asks for a newer one: goes at once, and has its pages loaded afresh. A worker
// that answers from its memory lets nothing of ours through but this.
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(retire()));

async function retire() {
	await self.registration.unregister();
	for (const page of await self.clients.matchAll({ type: "window" })) {
		page.navigate(page.url);
	}
}
