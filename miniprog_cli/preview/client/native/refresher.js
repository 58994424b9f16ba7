/** What is pulled down at the top of a `<scroll-view>`: how far, and what is told of it. */
(() => {
	const native = globalThis.miniNative;
	const { animate } = native.gestures;
	const COLOURS = { black: "#808080", white: "#ffffff" };

	/** Give the refresher of an element; `inside` is what `gestures.shadow` gave. */
	native.refresher = (element, inside) => {
		const pull = inside.find(".pull");
		let height = 0;
		let isRefreshing = false;
		let isPast = false;
		let stop = () => {};
		const isOn = () => element.is("refresher-enabled");
		const threshold = () => element.number("refresher-threshold", 45);
		const tell = (name) => element.emit(`refresher${name}`, { dy: height, deltaY: height });

		function set(next) {
			height = Math.max(0, next);
			pull.style.height = `${height}px`;
		}

		function settle(to, done = () => {}) {
			stop();
			const from = height;
			stop = animate(250, (part) => set(from + (to - from) * part), { done });
		}

		function open() {
			if (isRefreshing) return;
			isRefreshing = true;
			pull.classList.add("is-refreshing");
			settle(threshold());
			tell("refresh");
			element.emit("refresherstatuschange", { status: "refreshing", dy: height });
		}

		function close() {
			if (!isRefreshing) return;
			isRefreshing = false;
			pull.classList.remove("is-refreshing");
			settle(0, () => tell("restore"));
		}

		/** Children of the program for this place; the framework keeps the name of their slot. */
		function assign() {
			for (const child of element.children) {
				const name = child.__wxElement?.slot;
				if (name === "refresher") child.setAttribute("slot", name);
			}
		}

		function changed(name = "refresher-triggered") {
			pull.hidden = !isOn();
			if (!isOn()) return;
			assign();
			const style = String(element.value("refresher-default-style", "black"));
			pull.style.color = COLOURS[style] ?? "transparent";
			pull.style.background = String(element.value("refresher-background", "#ffffff"));
			if (name !== "refresher-triggered" || element.value(name) === undefined) return;
			if (element.is(name)) open();
			else close();
		}

		return {
			changed,
			open,
			close,
			isHeld: false,
			may(dx, dy) {
				return isOn() && !isRefreshing && dy > Math.abs(dx) && element.scrollTop <= 0;
			},
			begin(dx, dy) {
				this.isHeld = this.may(dx, dy);
				isPast = false;
				stop();
			},
			move(dy) {
				const most = threshold() * 1.5;
				set(dy < most ? dy : most + (dy - most) * 0.3);
				tell("pulling");
				const isNow = height >= threshold();
				if (isNow && !isPast) tell("willrefresh");
				isPast = isNow;
			},
			release() {
				this.isHeld = false;
				if (isPast) open();
				else settle(0, () => tell("abort"));
			},
		};
	};
})();
