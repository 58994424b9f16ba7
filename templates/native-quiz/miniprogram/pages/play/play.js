const quiz = require("../../utils/quiz");

Page({
  data: {
    ask: "",
    number: 1,
    count: 1,
    text: "",
    choices: [],
    answered: false,
    isLast: false,
  },

  onLoad(query) {
    this.deck = quiz.find(query.deck);
    this.questions = quiz.questions(this.deck);
    this.score = 0;
    wx.setNavigationBarTitle({ title: this.deck.title });
    this.ask(0);
  },

  ask(position) {
    const question = this.questions[position];
    this.position = position;
    this.setData({
      ask: this.deck.ask,
      number: position + 1,
      count: this.questions.length,
      text: question.text,
      choices: question.choices.map((text) => ({ text, state: "" })),
      answered: false,
      isLast: position + 1 === this.questions.length,
    });
  },

  choose(event) {
    if (this.data.answered) {
      return;
    }
    const { answer } = this.questions[this.position];
    const chosen = event.detail.text;
    this.score += chosen === answer ? 1 : 0;
    const choices = this.data.choices.map(({ text }) => {
      const wrong = text === chosen ? "wrong" : "faded";
      return { text, state: text === answer ? "right" : wrong };
    });
    this.setData({ choices, answered: true });
    if (chosen !== answer) {
      wx.vibrateShort({ type: "light" });
    }
  },

  next() {
    if (!this.data.isLast) {
      this.ask(this.position + 1);
      return;
    }
    const query = `deck=${this.deck.id}&score=${this.score}`;
    wx.redirectTo({ url: `/pages/score/score?${query}` });
  },
});
