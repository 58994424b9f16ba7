// Tells whoever plays a session again what the simulated host in this page has heard: a tap takes
// another way here than the answers that it leads to, and may be faster.
let simulated = null;

export function play(host) {
	simulated = host;
}

export function isAnswering(answers) {
	const known = simulated?.settings.answers ?? {};
	return Object.entries(answers).every(
		([api, answer]) => JSON.stringify(known[api]) === JSON.stringify(answer),
	);
}
