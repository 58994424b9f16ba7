// The notes as they are kept on this phone: nothing is sent anywhere.
const KEY = "notes";

const BEGINNING = [
  { id: "welcome", text: "Tap a note to change it", done: false },
  { id: "circle", text: "Tap the circle when it is done", done: true },
];

function all() {
  const kept = wx.getStorageSync(KEY);
  return Array.isArray(kept) ? kept : BEGINNING;
}

function find(id) {
  return all().find((note) => note.id === id);
}

function save(note) {
  const notes = all();
  const known = notes.some((one) => one.id === note.id);
  const next = known ? notes.map((one) => (one.id === note.id ? note : one)) : [note, ...notes];
  wx.setStorageSync(KEY, next);
}

function remove(id) {
  wx.setStorageSync(
    KEY,
    all().filter((note) => note.id !== id),
  );
}

function newId() {
  return `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}`;
}

module.exports = { all, find, save, remove, newId };
