// The settings in words. One that is not listed is shown by its name: nothing has to be added here
// for a new one to be set.

export const GROUPS = {
	user: "Login",
	permissions: "Permissions",
	location: "Location",
	pay: "Payment",
	share: "Sharing",
	photo: "Camera and photos",
	scan: "Scanning",
	network: "Network",
	device: "Device",
	insets: "Safe area",
	page: "Lifecycle",
	launch: "Start",
	clipboard: "Clipboard",
	contacts: "Contacts",
};

// Settings that have controls of their own, or none.
export const HIDDEN = new Set(["answers", "page", "launch"]);

// The capabilities of mini.js that a group, or one setting of it, is for.
const NEEDS = {
	user: ["login", "user", "phone"],
	location: ["location"],
	pay: ["pay"],
	share: ["share"],
	photo: ["photo"],
	scan: ["scan"],
	clipboard: ["clipboard"],
	contacts: ["contacts"],
	"permissions.camera": ["photo", "scan"],
	"permissions.clipboard": ["clipboard"],
	"permissions.contacts": ["contacts"],
	"permissions.location": ["location"],
	"permissions.notify": ["notify"],
	"permissions.phone": ["phone"],
	"permissions.photo": ["photo"],
	"permissions.user": ["user"],
};

// Tells whether a host that lacks these capabilities has any use for a setting or a group.
export function isUsed(name, missing) {
	const needs = NEEDS[name];
	return !needs || needs.some((capability) => !missing.includes(capability));
}

const NAMES = {
	"user.signedIn": "Signed in",
	"user.id": "User id",
	"network.online": "Online",
	"network.delay": "Delay (ms)",
	"network.type": "Kind of network",
	"location.accuracy": "Accuracy (m)",
	"pay.outcome": "A payment",
	"share.outcome": "What is shared",
	"photo.source": "A photo is",
	"scan.text": "A scan reads",
	"clipboard.text": "It holds",
	"device.old": "Old version of the host",
	"device.theme": "Theme",
	"device.language": "Language",
	"device.textSize": "Text size (%)",
	"permissions.notify": "Notifications",
	"permissions.user": "Profile",
};

const CHOICES = {
	ask: "Ask",
	allow: "Allow",
	deny: "Deny",
	wifi: "Wi-Fi",
	cellular: "Mobile data",
	ethernet: "Cable",
	success: "Succeeds",
	cancel: "Cancelled",
	fail: "Fails",
	slow: "Slow",
	sample: "A sample",
	file: "A file",
	auto: "As here",
	light: "Light",
	dark: "Dark",
	android: "Android",
	ios: "iOS",
};

export const PRESETS = {
	offline: "Offline",
	denied: "All denied",
	"logged-out": "Logged out",
	"pay-cancelled": "Payment cancelled",
	slow: "Slow",
	"old-host": "Old host",
};

export function groupName(group) {
	return GROUPS[group] ?? spaced(group);
}

export function settingName(group, name) {
	return NAMES[`${group}.${name}`] ?? spaced(name);
}

export function choiceName(value) {
	return CHOICES[value] ?? spaced(value);
}

export function presetName(name) {
	return PRESETS[name] ?? spaced(name);
}

// "signedIn" and "signed-in" as "Signed in".
function spaced(name) {
	const words = name
		.replace(/[-_]/g, " ")
		.replace(/([a-z])([A-Z])/g, "$1 $2")
		.toLowerCase();
	return words.charAt(0).toUpperCase() + words.slice(1);
}
