/** Every sentence the program itself says. To change its language, translate this file. */

const locale = knownLocale(document.documentElement.lang);
const numbers = new Intl.NumberFormat(locale);
const dates = new Intl.DateTimeFormat(locale, { dateStyle: "long" });

// A made-up language tag must not stop the program: fall back to the system's language.
function knownLocale(tag) {
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined;
  }
}

export const text = {
  allPolls: "All polls",
  votes: (count) => (count === 1 ? "1 vote" : `${numbers.format(count)} votes`),
  percent: (share) => `${share}%`,
  open: "Open",
  voted: "You voted",
  closed: "Closed",
  openUntil: (date) => `Open until ${dates.format(date)}`,
  closedOn: (date) => `Closed on ${dates.format(date)}`,
  vote: "Vote",
  seeResult: "See the result",
  leads: (label, share) => `${label} leads with ${share}%`,
  won: (label, share) => `${label} won with ${share}%`,
  tie: "A tie so far",
  tied: "A tie",

  options: "Options",
  yourVote: "your vote",
  winner: "Winner",
  chooseOne: "Choose one. You can change your mind later.",
  changeable: "Counted. Tap another option to change your vote.",
  watching: "These are the votes so far. Yours is still missing.",
  voteIsOver: "Voting is over.",
  counted: (label, share) => `Counted: ${label}, now ${share}%.`,
  takenBack: "Your vote is taken back.",
  peek: "Peek at the votes",
  takeBack: "Take my vote back",
  sharePoll: "Share this poll",

  copied: "Copied. Paste it anywhere.",
  copyThis: "Copy this",
  close: "Close",
  goneTitle: "This poll is not here any more",
  goneLine: "The link may be old, or the poll has a new name.",
  brokenTitle: "The polls could not be opened",
  brokenLine: "Something in data.json needs a look:",
  more: (count) => `and ${count} more`,
};
