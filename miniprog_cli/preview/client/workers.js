// Sends away the service workers that programs of other servers have left behind at this address:
// they would answer in our place. Only asked for by a page that one of them controls.
const registrations = await navigator.serviceWorker.getRegistrations();
const gone = await Promise.all(registrations.map((each) => each.unregister()));
if (gone.includes(true)) {
	location.reload(); // once: what is gone controls no further page
}

export {};
