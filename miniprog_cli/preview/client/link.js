// The socket of the host page: hears how the program is doing, and comes back when it breaks.

const LONGEST_PAUSE = 2000;

// `opened` hears that it is there, `heard` what it says, `lost` that it broke.
export function listen({ opened, heard, lost }) {
	let pause = 100;
	let socket;
	// what is ordered before it was ever there
	let early = [];
	function connect() {
		socket = new WebSocket(`ws://${location.host}/_miniprog/socket`);
		socket.addEventListener("open", () => {
			pause = 100;
			opened();
			for (const order of early ?? []) {
				socket.send(order);
			}
			early = null;
		});
		socket.addEventListener("message", (event) => heard(JSON.parse(event.data)));
		socket.addEventListener("close", () => {
			lost();
			setTimeout(connect, pause);
			pause = Math.min(pause * 2, LONGEST_PAUSE);
		});
	}
	connect();
	// gives an order to the server, if it is there or still to come
	return (order) => {
		if (socket.readyState === WebSocket.OPEN) {
			socket.send(JSON.stringify(order));
		} else {
			early?.push(JSON.stringify(order));
		}
	};
}
