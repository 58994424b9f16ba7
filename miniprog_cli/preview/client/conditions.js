// What is set of the simulated host that makes a program behave as it rarely does, in words: settings
// are remembered, and who has forgotten one looks for the fault in the program.

const CONDITIONS = {
	offline: ({ network }) => network?.online === false,
	slow: ({ network }) => network?.delay > 0,
	hidden: ({ page }) => page?.visible === false,
	"signed out": ({ user }) => user?.signedIn === false,
	denied: ({ permissions }) => Object.values(permissions ?? {}).includes("deny"),
	"old host": ({ device }) => device?.old === true,
};

export function conditionsOf(settings) {
	const holding = Object.entries(CONDITIONS).filter(([, holds]) => holds(settings));
	return holding.map(([name]) => name).join(" · ");
}
