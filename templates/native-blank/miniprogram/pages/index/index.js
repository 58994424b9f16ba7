const notes = require("../../utils/notes");

Page({
  data: {
    notes: [],
    open: 0,
  },

  onShow() {
    this.show();
  },

  show() {
    const all = notes.all();
    this.setData({ notes: all, open: all.filter((note) => !note.done).length });
  },

  toggle(event) {
    const note = notes.find(event.detail.id);
    if (note) {
      notes.save({ ...note, done: !note.done });
      this.show();
    }
  },

  open(event) {
    wx.navigateTo({ url: `/pages/note/note?id=${event.detail.id}` });
  },

  add() {
    wx.navigateTo({ url: "/pages/note/note" });
  },

  onShareAppMessage() {
    return { title: "My notes", path: "/pages/index/index" };
  },
});
