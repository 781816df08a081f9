/** Who waits in front: what people asked before what alerts tell. */
export type Rank = 'people' | 'alerts';

/**
 * The pace of calls that share one limit of Slack. Slack says how long to wait only to whoever it refuses; here
 * all others hear it as well, and go on one after the other, people first, then first come first served, instead
 * of all at once.
 */
export interface Lane {
  /** Asks to make a call now. `waitMs` 0: go; else ask again after so long: the place is kept until then. */
  turn(who: string, rank?: Rank): Turn;
  /** Slack refused the call of this turn. It keeps its place; how long it has to wait, milliseconds. */
  refused(who: string, turn: Turn, retryMs: number): number;
}

export interface Turn {
  readonly waitMs: number;
  /** Its place in the order of asking. */
  readonly ticket: number;
  readonly rank: Rank;
}

interface Waiting {
  readonly who: string;
  readonly ticket: number;
  readonly rank: Rank;
  /** When it was told to come back, milliseconds. */
  readonly due: number;
}

/** Who comes back so much later than told has given up, and others need not wait for it, milliseconds. */
const GIVEN_UP_MS = 10_000;

/** A lane without a limit until Slack first refuses a call; then one call each `spacingMs` until nobody waits. */
export function lane(spacingMs: number, now: () => number): Lane {
  let tickets = 0;
  /** Nothing goes out before. */
  let openAt = 0;
  let waiting: readonly Waiting[] = [];

  function queue(who: string, ticket: number, rank: Rank): number {
    const others = waiting.filter((one) => one.who !== who);
    const mine = { ticket, rank };
    const ahead = others.filter((one) => isAhead(one, mine));
    const due = Math.max(openAt, now()) + ahead.length * spacingMs;
    waiting = [...ahead, { who, ...mine, due }, ...others.filter((one) => !ahead.includes(one))];
    return Math.max(1, due - now());
  }

  return {
    turn(who, rank = 'people') {
      const known = waiting.find((one) => one.who === who);
      waiting = waiting.filter((one) => one.due + GIVEN_UP_MS > now());
      const ticket = known?.ticket ?? ++tickets;
      const ahead = waiting.filter((one) => one.who !== who && isAhead(one, { ticket, rank })).length;
      if (now() < openAt + ahead * spacingMs) return { waitMs: queue(who, ticket, rank), ticket, rank };
      const isPaced = waiting.length > 0;
      waiting = waiting.filter((one) => one.who !== who);
      if (isPaced) openAt = now() + spacingMs;
      return { waitMs: 0, ticket, rank };
    },
    refused(who, { ticket, rank }, retryMs) {
      openAt = Math.max(openAt, now() + retryMs);
      return queue(who, ticket, rank);
    },
  };
}

type Place = Pick<Waiting, 'ticket' | 'rank'>;

function isAhead(one: Place, other: Place): boolean {
  if (one.rank !== other.rank) return one.rank === 'people';
  return one.ticket < other.ticket;
}
