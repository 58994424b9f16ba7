const quiz = require("../../utils/quiz");

const WORDS = [
  [1, "All of them!"],
  [0.8, "Very good"],
  [0.5, "Not bad"],
  [0, "Once more?"],
];

Page({
  data: {
    id: "",
    title: "",
    score: 0,
    count: 0,
    words: "",
    isBest: false,
  },

  onLoad(query) {
    const deck = quiz.find(query.deck);
    const count = deck.cards.length;
    const score = Math.min(Math.max(Number(query.score) || 0, 0), count);
    const [, words] = WORDS.find(([least]) => score / count >= least);
    const isBest = quiz.keep(deck.id, score);
    this.setData({ id: deck.id, title: deck.title, score, count, words, isBest });
  },

  again() {
    wx.redirectTo({ url: `/pages/play/play?deck=${this.data.id}` });
  },

  home() {
    wx.reLaunch({ url: "/pages/home/home" });
  },

  onShareAppMessage() {
    const { id, title, score, count } = this.data;
    return {
      title: `${score} of ${count} in “${title}”. And you?`,
      path: `/pages/play/play?deck=${id}`,
    };
  },
});
