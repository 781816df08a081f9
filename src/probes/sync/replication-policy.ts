import { CouldNotAsk, NotReached } from '../../engine/answer.ts';
import { callRights } from '../../engine/harbor/call-rights.ts';
import type { ReplicationPolicy } from '../../engine/harbor/records.ts';
import { harborFrom, toldByHarbor } from '../../engine/installation-place.ts';
import type { Probe } from '../../engine/probe.ts';
import type { Words } from '../../engine/words.ts';

const words: Words<{ gone(id: number): string }> = {
  en: { gone: (id) => `Harbor lists no replication policy ${id} any more` },
};

/** The policy that is asked about. */
export const replicationPolicy: Probe<ReplicationPolicy> = {
  id: 'replication-policy',
  asks: () => 'reading the replication policy',
  harborRights: callRights('policies'),
  async ask(context) {
    const id = context.pull.sync?.policy;
    if (id === undefined) throw new NotReached('subject');
    const harbor = harborFrom(context);
    const policy = toldByHarbor(await harbor.policies(), harbor).find((one) => one.id === id);
    if (!policy) throw new CouldNotAsk(words.en.gone(id));
    return policy;
  },
};
