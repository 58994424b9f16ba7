/** What two pages tell each other: the event channel of `navigateTo`. */
(() => {
	const native = globalThis.miniNative;

	/** One end; `other` is where it tells to. */
	class Channel {
		#listeners = new Map();
		#other;

		constructor(other = null) {
			this.#other = other ?? this;
		}

		join(other) {
			this.#other = other;
		}

		emit(name, ...given) {
			this.#other.hear(name, given);
		}

		hear(name, given) {
			for (const listener of [...(this.#listeners.get(name) ?? [])]) {
				native.guarded(name, () => listener(...given));
			}
		}

		on(name, listener) {
			this.#listeners.set(name, [...(this.#listeners.get(name) ?? []), listener]);
		}

		once(name, listener) {
			const heard = (...given) => {
				this.off(name, heard);
				listener(...given);
			};
			this.on(name, heard);
		}

		off(name, listener) {
			const kept = (this.#listeners.get(name) ?? []).filter(
				(each) => listener && each !== listener,
			);
			this.#listeners.set(name, kept);
		}
	}

	native.channel = () => new Channel();
	native.channels = () => {
		const [here, there] = [new Channel(), new Channel()];
		here.join(there);
		there.join(here);
		return [here, there];
	};
})();
