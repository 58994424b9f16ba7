/** Every sentence the program itself says. To change its language, translate this file. */

export const text = {
  allDecks: "All decks",
  cards: (count) => (count === 1 ? "1 card" : `${count} cards`),
  best: (right, total) => `Best ${right} of ${total}`,
  notPlayed: "Not played yet",
  takeQuiz: "Take the quiz",
  flipCards: "Flip the cards",
  inThisDeck: "In this deck",

  cardOf: (place, total) => `Card ${place} of ${total}`,
  questionOf: (place, total) => `Question ${place} of ${total}`,
  progress: (answered, total, right) => `${answered} of ${total} answered, ${right} right`,
  flip: "Flip",
  tapToFlip: "Tap to flip",
  frontShown: (words) => `Front: ${words}`,
  backShown: (words) => `Back: ${words}`,
  previousCard: "Previous card",
  nextCard: "Next card",
  quizMe: "Quiz me on this",

  right: "That’s right.",
  wrong: "Not quite.",
  answerIs: (words) => `It is ${words}.`,
  rightAnswer: "right answer",
  yourAnswer: "your answer",
  next: "Next question",
  seeScore: "See the score",

  scoreTitle: (deck) => `${deck}: your score`,
  scoreLine: (right, total) => `${right} of ${total} right`,
  verdict: (share) => VERDICTS.find(([atLeast]) => share >= atLeast)[1],
  newBest: "New best",
  retry: (count) => (count === 1 ? "Retry the one you missed" : `Retry the ${count} you missed`),
  again: "Play again",
  missed: "Worth another look",
  shareScore: "Share the score",
  scoreToShare: (right, total, deck) => `I got ${right} of ${total} right in “${deck}”. Can you beat that?`,

  share: "Share",
  copied: "Copied. Paste it anywhere.",
  copyThis: "Copy this",
  close: "Close",
  goneTitle: "This card is not here any more",
  goneLine: "The link may be old, or the card has a new name.",
  brokenTitle: "The cards could not be opened",
  brokenLine: "Something in data.json needs a look:",
  more: (count) => `and ${count} more`,
};

const VERDICTS = [
  [1, "Flawless."],
  [0.8, "So close to perfect."],
  [0.5, "Well on the way."],
  [0.01, "A good start."],
  [0, "Everyone starts somewhere."],
];
