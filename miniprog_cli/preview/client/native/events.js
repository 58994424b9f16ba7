/**
 * Events as templates hear them: touches also of a mouse, taps and long presses, and events whose
 * `target`, `currentTarget` and `touches` are those of the host.
 */
(() => {
	const native = globalThis.miniNative;
	const LONG = 350; // milliseconds
	const FAR = 10; // pixels
	/** What stands behind the targets that events have. */
	const raws = new WeakMap();
	let trigger;

	/** Take what the framework hears of the browser, and give events the form they have in hosts. */
	function open(backend, easel) {
		trigger = easel.Event.triggerEvent;
		// what the browser calls by the same name, and hosts call otherwise
		backend.onEvent((target, type, detail, options) =>
			// a map tells taps by places, and none where a marker is tapped
			type === "tap" && (isDead(options) || target.$$?.hasOwnTaps)
				? undefined
				: trigger(target, type, detail, options),
		);
		const { wrapShadowedEvent } = easel.Event.prototype;
		easel.Event.prototype.wrapShadowedEvent = function (target, mark, current) {
			const event = wrapShadowedEvent.call(this, target, mark, current);
			return shaped(event, this.getOriginalEvent?.());
		};
		listen();
	}

	/** A button that is disabled hears no taps. */
	function isDead({ originalEvent }) {
		return Boolean(originalEvent.target.closest?.(`${native.elements.prefix}button[disabled]`));
	}

	function shaped(event, original) {
		const { target, currentTarget } = event;
		const place = (each) => point(each, currentTarget);
		event.target = described(target);
		event.currentTarget = described(currentTarget);
		if (original instanceof TouchEvent) {
			event.touches = [...original.touches].map(place);
			event.changedTouches = [...original.changedTouches].map(place);
		} else if (original instanceof MouseEvent) {
			const isDown = original.buttons > 0 && original.type !== "mouseup";
			event.changedTouches = [place(original)];
			event.touches = isDown ? event.changedTouches : [];
		}
		if (event.type === "tap" || event.type.startsWith("touch") || event.type.startsWith("long")) {
			const [first] = event.changedTouches ?? [];
			if (first && event.type.startsWith("touch")) event.detail = undefined;
			else if (first) event.detail = { x: first.pageX, y: first.pageY };
		}
		return event;
	}

	/** What programs read of an element in an event; what they call on a component stays. */
	function described(element) {
		const component = native.engine.componentOf(element);
		const shown = component?.$$;
		const known = {
			id: component?.id ?? "",
			dataset: component?.dataset ?? {},
			offsetLeft: shown?.offsetLeft ?? 0,
			offsetTop: shown?.offsetTop ?? 0,
		};
		const made = new Proxy(known, {
			get: (own, name) => (name in own ? own[name] : bound(element, name)),
			has: (own, name) => name in own || name in Object(element),
		});
		raws.set(made, element);
		return made;
	}

	function bound(element, name) {
		const found = element?.[name];
		return typeof found === "function" ? found.bind(element) : found;
	}

	/** Tell where: in the window of the page and in all of it; on a canvas `x` and `y` count from its corner. */
	function point({ identifier = 0, clientX, clientY, force = 1 }, hearer) {
		const origin = native.screen.origin();
		const [inX, inY] = [clientX - origin.left, clientY - origin.top];
		const shown = native.engine.componentOf(hearer)?.$$;
		const isCanvas = shown?.localName === `${native.elements.prefix}canvas`;
		const { left, top } = isCanvas ? shown.getBoundingClientRect() : origin;
		const [x, y] = [clientX - left, clientY - top];
		const [pageX, pageY] = [inX + scrollX, inY + scrollY];
		return { identifier, clientX: inX, clientY: inY, pageX, pageY, x, y, force };
	}

	/** Give the framework's element that something in the page belongs to. */
	function elementOf(node) {
		let at = node;
		while (at && !at.__wxElement) at = at.parentNode ?? at.host;
		return at?.__wxElement;
	}

	function tell(type, event, detail) {
		const target = elementOf(event.target);
		if (!target) return;
		const options = { originalEvent: event, bubbles: true, composed: true, capturePhase: true };
		trigger(target, type, detail, options);
	}

	// A mouse does what a finger does; a browser with a touch screen says so itself.
	function listen() {
		let held = null;
		let isTouched = false;
		const begin = (event, { clientX, clientY }) => {
			clearTimeout(held?.timer);
			const timer = setTimeout(() => {
				tell("longpress", event, { x: clientX, y: clientY });
				tell("longtap", event, { x: clientX, y: clientY });
			}, LONG);
			held = { timer, clientX, clientY };
		};
		const move = ({ clientX, clientY }) => {
			const isFar = held && Math.hypot(clientX - held.clientX, clientY - held.clientY) > FAR;
			if (isFar) clearTimeout(held.timer);
		};
		const end = () => {
			clearTimeout(held?.timer);
			held = null;
		};
		const on = (type, act) =>
			document.addEventListener(type, act, { capture: true, passive: true });
		on("touchstart", (event) => {
			isTouched = true;
			begin(event, event.changedTouches[0]);
		});
		on("touchmove", (event) => move(event.changedTouches[0]));
		on("touchend", end);
		on("touchcancel", end);
		on("mousedown", (event) => {
			if (isTouched) return;
			begin(event, event);
			tell("touchstart", event, undefined);
		});
		on("mousemove", (event) => {
			if (isTouched || !held) return;
			move(event);
			tell("touchmove", event, undefined);
		});
		on("mouseup", (event) => {
			if (isTouched || !held) return;
			end();
			tell("touchend", event, undefined);
		});
	}

	native.events = { open, elementOf, rawOf: (target) => raws.get(target) ?? target };
})();
