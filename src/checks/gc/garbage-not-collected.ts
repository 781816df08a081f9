import { sizeOf } from '../../engine/bytes.ts';
import { since } from '../../engine/since.ts';
import { quoted } from '../../facts/answered.ts';
import { defineComponentCheck } from '../../facts/component-check.ts';
import { collections } from '../../probes/storage/collections.ts';

/** Less is not worth deleting for. */
const WORTH_BYTES = 64 * 1_048_576;

export default defineComponentCheck({
  id: 'garbage-not-collected',
  severity: 'low',
  rows: ['S3-18'],
  signs: [],
  needs: { gc: collections },
  uses: { asked: collections },
  judge({ gc }, { asked }) {
    const newest = gc.runs.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
    // A real one that ended well after it has taken what the dry run found.
    const last = newest.find(({ state }) => state === 'success');
    if (!last?.dryRun || (last.freed ?? 0) < WORTH_BYTES || asked.state !== 'known')
      return { outcome: 'pass' };
    if (newest.some(({ state }) => state === 'running' || state === 'pending')) return { outcome: 'pass' };
    const { id, createdAt, freed, blobs, manifests } = last;
    const counts = `${blobs ?? '?'} blobs, ${manifests ?? '?'} manifests`;
    const says = `dry run ${id} of ${createdAt}: ${freed ?? 0} bytes would be freed (${counts})`;
    return {
      outcome: 'fail',
      evidence: [quoted('Harbor', says, asked)],
      data: { id, at: createdAt, ago: since(createdAt, asked.at), bytes: freed ?? 0, counts },
    };
  },
  words: {
    en: {
      title: 'Garbage not collected',
      summary: ({ bytes, counts, ago }) =>
        `A garbage collection would free ${sizeOf(bytes)} (${counts}), by a dry run ${ago} ago, and none has run since.`,
      probably: 'a dry run found garbage that nobody has collected',
      explains:
        'What no tag needs any more lies on the storage until a collection has run. A dry run counts it and deletes nothing.',
      steps: () => [
        'Start one in a quiet hour: Administration → Clean Up → GC Now. It deletes for good, and a restart of the job service meanwhile begins it anew.',
        'To have it done by itself: a schedule in the same place.',
      ],
    },
  },
});
