/** Reading data.json, and saying clearly what is wrong with it. */

/** What is wrong with data.json, one sentence each, for the person who edits it. */
export class BrokenData extends Error {
  constructor(reasons) {
    super(reasons.join("\n"));
    this.reasons = reasons;
  }
}

/** Load the decks. Throws BrokenData when the file is missing, no JSON, or incomplete. */
export async function loadDecks(url) {
  const found = await readJson(url);
  const reasons = [...whatIsWrong(found)];
  if (reasons.length > 0) throw new BrokenData(reasons);
  return found.decks;
}

async function readJson(url) {
  try {
    const response = await fetch(url);
    if (!response.ok) throw new BrokenData([`The file answers with status ${response.status}.`]);
    return await response.json();
  } catch (error) {
    if (error instanceof BrokenData) throw error;
    const reason = error instanceof SyntaxError ? "It is not valid JSON" : "It could not be loaded";
    throw new BrokenData([`${reason}: ${error.message}`]);
  }
}

function* whatIsWrong(found) {
  if (!Array.isArray(found?.decks) || found.decks.length === 0) {
    yield "There is no list “decks” with at least one deck.";
    return;
  }
  const ids = new Set();
  for (const [index, deck] of found.decks.entries()) {
    const name = `Deck ${index + 1}`;
    yield* missing(deck, ["id", "title"], name);
    yield* taken(deck?.id, ids, name);
    if (Array.isArray(deck?.cards) && deck.cards.length > 0) yield* wrongCards(deck, ids, name);
    else yield `${name} has no “cards”.`;
  }
}

function* wrongCards(deck, ids, deckName) {
  const backs = new Set(deck.cards.map((card) => card?.back));
  for (const [index, card] of deck.cards.entries()) {
    const name = `${deckName}, card ${index + 1}`;
    yield* missing(card, ["id", "front", "back"], name);
    yield* taken(card?.id, ids, name);
    if (card?.choices === undefined) {
      if (backs.size < 2) yield `${name} needs “choices”: the deck has no other answers to offer.`;
    } else if (!isListOfWords(card.choices)) {
      yield `${name}: “choices” must be a list of wrong answers, each a text.`;
    }
  }
}

function* missing(thing, members, name) {
  for (const member of members) if (!isWords(thing?.[member])) yield `${name} has no “${member}”.`;
}

// Decks and cards share one space of ids, because ?item= opens either.
function* taken(id, ids, name) {
  if (!isWords(id)) return;
  if (ids.has(id)) yield `${name}: the id “${id}” is used twice.`;
  ids.add(id);
}

const isWords = (value) => typeof value === "string" && value.trim() !== "";
const isListOfWords = (value) => Array.isArray(value) && value.length > 0 && value.every(isWords);

/** The deck with this id, or the deck and card; an empty object when there is neither. */
export function find(decks, id) {
  for (const deck of decks) {
    if (deck.id === id) return { deck };
    const card = deck.cards.find((candidate) => candidate.id === id);
    if (card) return { deck, card };
  }
  return {};
}

/** What the quiz asks about a card: the deck's sentence around the front, or just the front. */
export function questionFor(deck, card) {
  return isWords(deck.ask) ? deck.ask.replaceAll("{front}", () => card.front) : card.front;
}
