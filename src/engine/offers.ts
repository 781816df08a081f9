/** The fixes that an answer offers, in the order they are shown: their places in it are what buttons name. */
import type { Reply } from './reply.ts';
import type { Pull } from './subject.ts';
import type { OfferedRemediation } from './verdict.ts';

export interface Offer {
  readonly offer: OfferedRemediation;
  /** Check id of the cause it mends. */
  readonly cause: string;
  /** What is looked at again before it is done; null: it cannot be, so it is not done. */
  readonly pull: Pull | null;
}

export function offersIn(reply: Reply): readonly Offer[] {
  switch (reply.kind) {
    case 'verdict': {
      const { cause, also } = reply.verdict;
      return [...(cause ? [cause] : []), ...also].flatMap(({ id, pull = null, remediations }) =>
        remediations.map((offer) => ({ offer, cause: id, pull })),
      );
    }
    case 'status':
      return reply.report.registries.flatMap(({ troubles }) =>
        troubles.flatMap(({ cause, pull = null, remediations = [] }) =>
          cause === undefined ? [] : remediations.map((offer) => ({ offer, cause, pull })),
        ),
      );
    case 'jobs':
      return reply.report.harbors.flatMap(({ stuck }) => stuck.flatMap(ofTrouble));
    case 'storage': {
      const { registries, troubles } = reply.report;
      return [...registries.flatMap((one) => one.troubles), ...troubles].flatMap(ofTrouble);
    }
    default:
      return [];
  }
}

function ofTrouble(trouble: {
  readonly cause: string;
  readonly pull?: Pull;
  readonly remediations?: readonly OfferedRemediation[];
}): readonly Offer[] {
  const { cause, pull, remediations = [] } = trouble;
  return remediations.map((offer) => ({ offer, cause, pull: pull ?? null }));
}
