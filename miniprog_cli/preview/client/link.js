// The socket of the host page: hears how the program is doing, and comes back when it breaks.

const LONGEST_PAUSE = 2000;

export function listen({ heard, lost }) {
	let pause = 100;
	let socket;
	function connect() {
		socket = new WebSocket(`ws://${location.host}/_miniprog/socket`);
		socket.addEventListener("open", () => {
			pause = 100;
		});
		socket.addEventListener("message", (event) => heard(JSON.parse(event.data)));
		socket.addEventListener("close", () => {
			lost();
			setTimeout(connect, pause);
			pause = Math.min(pause * 2, LONGEST_PAUSE);
		});
	}
	connect();
	// gives an order to the server, if it is there
	return (order) => {
		if (socket.readyState === WebSocket.OPEN) {
			socket.send(JSON.stringify(order));
		}
	};
}
