const notes = require("../../utils/notes");

Page({
  data: {
    id: "",
    text: "",
    isNew: true,
  },

  onLoad(query) {
    const note = query.id ? notes.find(query.id) : undefined;
    if (note) {
      this.setData({ id: note.id, text: note.text, isNew: false });
    }
  },

  write(event) {
    this.setData({ text: event.detail.value });
  },

  save() {
    const text = this.data.text.trim();
    if (!text) {
      wx.showToast({ title: "Write something first", icon: "none" });
      return;
    }
    const known = this.data.isNew ? { id: notes.newId(), done: false } : notes.find(this.data.id);
    notes.save({ ...known, text });
    wx.navigateBack();
  },

  remove() {
    wx.showModal({
      title: "Remove this note?",
      confirmText: "Remove",
      cancelText: "Keep",
      success: (answer) => {
        if (answer.confirm) {
          notes.remove(this.data.id);
          wx.navigateBack();
        }
      },
    });
  },
});
