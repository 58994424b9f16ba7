/**
 * One go through a quiz: which cards in which order, what was offered, what was answered.
 * It lasts as long as the tab, so a reload loses nothing; the best score lasts longer.
 */

import { recall, remember } from "./store.js";

const OFFERED = 4;

/** Begin anew with these cards of the deck; `first` (a card id) comes first. */
export function startRun(deck, { only = null, first = null } = {}) {
  const cards = shuffled(deck.cards.filter((card) => !only || only.includes(card.id)));
  if (first) cards.sort((a, b) => Number(b.id === first) - Number(a.id === first));
  const run = {
    deck: deck.id,
    order: cards.map((card) => card.id),
    offered: Object.fromEntries(cards.map((card) => [card.id, offer(deck, card)])),
    answers: {},
    whole: cards.length === deck.cards.length,
  };
  keep(run);
  return run;
}

/** The run under way in this deck, or null; a run that data.json has outgrown does not count. */
export function currentRun(deck) {
  const run = recall(`run.${deck.id}`, null, "sessionStorage");
  const fits = (id) => {
    const card = deck.cards.find((candidate) => candidate.id === id);
    return card && run.offered?.[id]?.includes(card.back);
  };
  return Array.isArray(run?.order) && run.order.length > 0 && run.order.every(fits) ? run : null;
}

/** Note an answer; the first one counts. */
export function answer(run, id, words) {
  if (id in run.answers) return;
  run.answers[id] = words;
  keep(run);
}

/** How far it got: `{right, wrong, answered, total}`; `wrong` lists card ids. */
export function score(deck, run) {
  const back = (id) => deck.cards.find((card) => card.id === id).back;
  const answered = run.order.filter((id) => id in run.answers);
  const wrong = answered.filter((id) => run.answers[id] !== back(id));
  return { right: answered.length - wrong.length, wrong, answered: answered.length, total: run.order.length };
}

/** The best score in a deck, `{right, total}`, or null. */
export function bestScore(deck) {
  const best = recall(`best.${deck.id}`, null);
  return Number.isInteger(best?.right) && best.total === deck.cards.length ? best : null;
}

/** Keep the score if it beats the best; a retry of some cards does not count. */
export function noteScore(deck, run) {
  const { right, total, answered } = score(deck, run);
  const best = bestScore(deck);
  if (!run.whole || answered < total || run.noted) return;
  run.noted = true;
  run.isBest = right > (best?.right ?? 0);
  keep(run);
  if (run.isBest || !best) remember(`best.${deck.id}`, { right, total });
}

const keep = (run) => remember(`run.${run.deck}`, run, "sessionStorage");

// Wrong answers are the card's own, or other cards' backs; never a second right one.
function offer(deck, card) {
  const others = card.choices ?? deck.cards.map((other) => other.back);
  const wrong = shuffled([...new Set(others)].filter((words) => words !== card.back));
  return shuffled([card.back, ...wrong.slice(0, OFFERED - 1)]);
}

function shuffled(list) {
  const copy = [...list];
  for (let end = copy.length - 1; end > 0; end -= 1) {
    const pick = Math.floor(Math.random() * (end + 1));
    [copy[end], copy[pick]] = [copy[pick], copy[end]];
  }
  return copy;
}
