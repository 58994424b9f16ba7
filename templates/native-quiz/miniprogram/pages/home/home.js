const quiz = require("../../utils/quiz");

Page({
  data: {
    decks: [],
  },

  onShow() {
    const best = quiz.best();
    const decks = quiz.decks.map(({ id, title, about, colour, cards }) => ({
      id,
      title,
      about,
      colour,
      count: cards.length,
      best: best[id] || 0,
    }));
    this.setData({ decks });
  },

  play(event) {
    wx.navigateTo({ url: `/pages/play/play?deck=${event.currentTarget.dataset.id}` });
  },

  onShareAppMessage() {
    return { title: "How much do you know?", path: "/pages/home/home" };
  },
});
