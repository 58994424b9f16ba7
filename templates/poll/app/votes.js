/**
 * Who voted what. There is no server here: data.json brings the votes of others, and this
 * device adds its own. To count everybody's, let `cast` and `tally` talk to a server of yours;
 * nothing else needs to change.
 */

import { recall, remember } from "./store.js";

const listeners = new Set();
const channel = openChannel();

/** The id of the option this device chose in the poll, or null. */
export function myVote(poll) {
  const id = recall("votes", {})[poll.id];
  return poll.options.some((option) => option.id === id) ? id : null;
}

/** Vote, change the vote, or with null take it back; other tabs hear of it. */
export function cast(poll, optionId) {
  const votes = { ...recall("votes", {}), [poll.id]: optionId };
  remember("votes", votes);
  channel?.postMessage(votes);
  for (const listener of listeners) listener();
}

/** Call `listener` after every change, also one made in another tab. */
export function onVotes(listener) {
  listeners.add(listener);
}

/** Count: `{total, lead, options: [{id, label, votes, share, isMine}]}`; shares add up to 100. */
export function tally(poll) {
  const mine = myVote(poll);
  const counted = poll.options.map((option) => {
    const isMine = option.id === mine;
    return { id: option.id, label: option.label, votes: (option.votes ?? 0) + Number(isMine), isMine };
  });
  const total = counted.reduce((sum, option) => sum + option.votes, 0);
  const shares = percentages(counted.map((option) => option.votes), total);
  const options = counted.map((option, index) => ({ ...option, share: shares[index] }));
  return { total, options, lead: leader(options) };
}

/** The option with the most votes; null without votes or with a tie. */
function leader(options) {
  const [first, second] = [...options].sort((a, b) => b.votes - a.votes);
  return first.votes > second.votes ? first : null;
}

// Rounding each share by itself can add up to 99 or 101: the largest remainders get the rest.
function percentages(votes, total) {
  if (total === 0) return votes.map(() => 0);
  const exact = votes.map((count) => (count * 100) / total);
  const shares = exact.map(Math.floor);
  const left = 100 - shares.reduce((sum, share) => sum + share, 0);
  const byRemainder = exact.map((_, index) => index).sort((a, b) => (exact[b] % 1) - (exact[a] % 1));
  for (const index of byRemainder.slice(0, left)) shares[index] += 1;
  return shares;
}

// Besides the storage event: a channel also works where storage is forbidden.
function openChannel() {
  const changed = () => {
    for (const listener of listeners) listener();
  };
  window.addEventListener("storage", changed);
  try {
    const opened = new BroadcastChannel(`${document.documentElement.dataset.program}:votes`);
    opened.addEventListener("message", ({ data }) => {
      remember("votes", data);
      changed();
    });
    return opened;
  } catch {
    return null;
  }
}
