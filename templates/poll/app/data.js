/** Reading data.json, and saying clearly what is wrong with it. */

/** What is wrong with data.json, one sentence each, for the person who edits it. */
export class BrokenData extends Error {
  constructor(reasons) {
    super(reasons.join("\n"));
    this.reasons = reasons;
  }
}

/** Load the polls. Throws BrokenData when the file is missing, no JSON, or incomplete. */
export async function loadPolls(url) {
  const found = await readJson(url);
  const reasons = [...whatIsWrong(found)];
  if (reasons.length > 0) throw new BrokenData(reasons);
  return found.polls;
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
  if (!Array.isArray(found?.polls) || found.polls.length === 0) {
    yield "There is no list “polls” with at least one poll.";
    return;
  }
  const ids = new Set();
  for (const [index, poll] of found.polls.entries()) {
    const name = `Poll ${index + 1}`;
    yield* missing(poll, ["id", "question"], name);
    yield* taken(poll?.id, ids, name);
    if (poll?.closes !== undefined && !closing(poll)) yield `${name}: “closes” must be a date such as “2030-12-31”.`;
    if (Array.isArray(poll?.options) && poll.options.length > 1) yield* wrongOptions(poll, name);
    else yield `${name} needs at least two “options”.`;
  }
}

function* wrongOptions(poll, pollName) {
  const ids = new Set();
  for (const [index, option] of poll.options.entries()) {
    const name = `${pollName}, option ${index + 1}`;
    yield* missing(option, ["id", "label"], name);
    yield* taken(option?.id, ids, name);
    const votes = option?.votes ?? 0;
    if (!Number.isInteger(votes) || votes < 0) yield `${name}: “votes” must be a whole number.`;
  }
}

function* missing(thing, members, name) {
  for (const member of members) if (!isWords(thing?.[member])) yield `${name} has no “${member}”.`;
}

function* taken(id, ids, name) {
  if (!isWords(id)) return;
  if (ids.has(id)) yield `${name}: the id “${id}” is used twice.`;
  ids.add(id);
}

const isWords = (value) => typeof value === "string" && value.trim() !== "";

/** When the poll closes, or null if never (or if that is no date). */
export function closing(poll) {
  if (!isWords(poll.closes)) return null;
  // A day alone means its end where the voter is, not midnight in Greenwich.
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(poll.closes);
  const date = new Date(isDay ? `${poll.closes}T23:59:59.999` : poll.closes);
  return Number.isNaN(date.getTime()) ? null : date;
}

export function isClosed(poll, now = Date.now()) {
  const date = closing(poll);
  return date !== null && date.getTime() <= now;
}
