// Questions made of a deck, and the best scores as they are kept on this phone.
const decks = require("../data/decks");

const KEY = "best";
const CHOICES = 4;

function find(id) {
  return decks.find((deck) => deck.id === id) || decks[0];
}

function shuffled(items) {
  const mixed = items.slice();
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    const other = Math.floor(Math.random() * (last + 1));
    [mixed[last], mixed[other]] = [mixed[other], mixed[last]];
  }
  return mixed;
}

function questions(deck) {
  return shuffled(deck.cards).map((card) => {
    const wrong = deck.cards.filter((one) => one.back !== card.back).map((one) => one.back);
    const choices = shuffled([card.back, ...shuffled(wrong).slice(0, CHOICES - 1)]);
    return { text: card.front, answer: card.back, choices };
  });
}

function best() {
  return wx.getStorageSync(KEY) || {};
}

function keep(id, score) {
  const known = best();
  const isBest = score > (known[id] || 0);
  if (isBest) {
    wx.setStorageSync(KEY, { ...known, [id]: score });
  }
  return isBest;
}

module.exports = { decks, find, questions, best, keep };
