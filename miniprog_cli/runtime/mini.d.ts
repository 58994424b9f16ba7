/** Types of mini.js: the global `mini`. `import "./mini.js"` or a script tag brings it. */

export type ErrorCode =
	| "unsupported"
	| "denied"
	| "cancelled"
	| "timeout"
	| "offline"
	| "invalid"
	| "failed";

/** What every call rejects with. */
export declare class MiniError extends Error {
	static readonly CODES: readonly ErrorCode[];
	constructor(
		code: ErrorCode,
		message: string,
		more?: { hostCode?: unknown; hostMessage?: string; cause?: unknown },
	);
	readonly code: ErrorCode;
	/** The host that the program ran in, `web` in none. */
	readonly host: string;
	/** What the host said, as it is. */
	readonly hostCode: unknown;
	readonly hostMessage: string | undefined;
}

export interface Waiting {
	/** Milliseconds after which the call rejects with `timeout`. */
	timeout?: number;
}

/** A code, a token or signed data for your server: only a server can tell whether it is true. */
export interface Identity {
	kind: "code" | "token" | "signed";
	value: string;
}

export interface User {
	id: string | null;
	name: string;
	picture: string | null;
}

export interface Phone {
	/** A number, or a token that your server exchanges for one. */
	kind: "number" | "token";
	value: string;
}

export interface Payment {
	/** `pending` where only your server hears what became of it. */
	status: string;
	/** What the host answered, as it is. */
	result: unknown;
}

export interface Card extends Waiting {
	title?: string;
	text?: string;
	url?: string;
	image?: string;
	[own: string]: unknown;
}

export interface Share {
	/** Let the user share now; rejects with `unsupported` where only the host's menu can. */
	(card?: Card): Promise<void>;
	/** Say what is shared, also from the host's own menu. */
	set(card: Card): Promise<void>;
}

export interface Place {
	latitude: number;
	longitude: number;
	/** In metres, where it is known. */
	accuracy: number | null;
}

export interface Answer {
	status: number;
	ok: boolean;
	headers: Record<string, string>;
	/** Parsed where it is JSON, else the text. */
	data: any;
}

export interface Contact {
	name: string;
	phone: string | null;
}

export interface Insets {
	top: number;
	right: number;
	bottom: number;
	left: number;
}

export interface System {
	platform: string;
	language: string;
	/** The version of the host, where it tells. */
	version: string | null;
	width: number;
	height: number;
	pixelRatio: number;
}

export interface Network {
	online: boolean;
	type: string;
}

export type Permission =
	| "clipboard"
	| "contacts"
	| "location"
	| "notify"
	| "phone"
	| "photo"
	| "scan"
	| "user";

export type Haptic = "light" | "medium" | "heavy" | "selection" | "success" | "warning" | "error";

export interface Events {
	show: undefined;
	hide: undefined;
	theme: "light" | "dark";
	network: { online: boolean };
	/** How many CSS pixels the keyboard covers. */
	keyboard: { height: number };
}

export interface Mini {
	readonly MiniError: typeof MiniError;
	/** The host that the program runs in: `telegram`, `line` …; `web` in none. */
	readonly host: string;
	/** Resolves with the host's name, once its interface is there. */
	readonly ready: Promise<string>;
	/** Tell whether something can be called here: `scan`, `clipboard.read` … */
	can(name: string): boolean;
	/**
	 * With `polyfill`, put the host behind what the web has for the same: `navigator.share`,
	 * `navigator.clipboard`, `navigator.geolocation.getCurrentPosition`, `navigator.vibrate` and
	 * `navigator.onLine`. Gives the names of the members that are, none outside of a host.
	 */
	install(options?: { polyfill?: boolean }): Promise<string[]>;
	login(options?: Waiting & { scopes?: string[] }): Promise<Identity>;
	user(options?: Waiting): Promise<User>;
	phone(options?: Waiting): Promise<Phone>;
	/** Pay an order that your server made for this host; see the manual for its form. */
	pay(order: string | Record<string, unknown>, options?: Waiting): Promise<Payment>;
	share: Share;
	location(options?: Waiting & { accuracy?: "high" | "low" }): Promise<Place>;
	openMap(place: Waiting & { latitude: number; longitude: number; name?: string }): Promise<void>;
	photo(options?: Waiting & { from?: "camera" | "album" | "any"; count?: number }): Promise<File[]>;
	scan(options?: Waiting): Promise<{ text: string }>;
	storage: {
		get(key: string): Promise<any>;
		/** Keep a value that JSON can hold. */
		set(key: string, value: unknown): Promise<void>;
		remove(key: string): Promise<void>;
		clear(): Promise<void>;
	};
	request(
		url: string,
		options?: Waiting & {
			method?: string;
			headers?: Record<string, string>;
			body?: unknown;
		},
	): Promise<Answer>;
	clipboard: {
		read(options?: Waiting): Promise<string>;
		write(text: string): Promise<void>;
	};
	contacts: { pick(options?: Waiting & { multiple?: boolean }): Promise<Contact[]> };
	/** Resolves where notifications may be sent, rejects with `denied` where not. */
	notify: { request(options?: Waiting & { templates?: string[] }): Promise<void> };
	nav: {
		to(path: string): Promise<void>;
		back(steps?: number): Promise<void>;
	};
	openApp(id: string, options?: Waiting & { path?: string; data?: unknown }): Promise<void>;
	openUrl(url: string): Promise<void>;
	close(): Promise<void>;
	/** Listen; gives the function that ends it. */
	on<Name extends keyof Events>(event: Name, listener: (detail: Events[Name]) => void): () => void;
	off<Name extends keyof Events>(event: Name, listener?: (detail: Events[Name]) => void): void;
	launch(): Promise<{ path: string; query: Record<string, string>; start?: string | null }>;
	theme(): Promise<"light" | "dark">;
	safeArea(): Promise<Insets>;
	system(): Promise<System>;
	network(): Promise<Network>;
	haptic(kind?: Haptic): Promise<void>;
	ui: {
		toast(text: string): Promise<void>;
		alert(text: string, options?: { title?: string; ok?: string }): Promise<void>;
		confirm(
			text: string,
			options?: { title?: string; ok?: string; cancel?: string },
		): Promise<boolean>;
		title(text: string): Promise<void>;
	};
	shortcut(options?: Waiting): Promise<void>;
	permission: {
		query(name: Permission): Promise<"granted" | "denied" | "ask" | "unknown">;
		ask(name: Permission): Promise<"granted">;
	};
}

declare global {
	/** The interface to the host. */
	var mini: Mini;
}
