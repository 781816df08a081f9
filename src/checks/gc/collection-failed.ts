import { quoted } from '../../facts/answered.ts';
import { defineComponentCheck } from '../../facts/component-check.ts';
import { harborInfo } from '../../probes/installation/harbor-info.ts';
import { collections } from '../../probes/storage/collections.ts';

/** The line of a collection's log that says why. */
const SAYS_WHY = /error|fail|denied|refused|timeout|panic/i;

export default defineComponentCheck({
  id: 'collection-failed',
  severity: 'medium',
  rows: ['S3-18', 'S3-20', 'S3-21'],
  signs: [],
  needs: { gc: collections },
  uses: { asked: collections, info: harborInfo },
  judge({ gc }, { asked, info }) {
    const [newest] = gc.runs.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
    if (newest?.state !== 'error') return { outcome: 'pass' };
    const said =
      gc.failedLog
        ?.split('\n')
        .findLast((line) => SAYS_WHY.test(line))
        ?.trim() ?? null;
    const well = gc.runs.find(({ state, dryRun }) => state === 'success' && !dryRun)?.createdAt ?? null;
    return {
      outcome: 'fail',
      evidence: [
        quoted('Harbor', `garbage collection ${newest.id} of ${newest.createdAt}: Error`, asked),
        ...(said === null ? [] : [quoted(`log of collection ${newest.id}`, said.slice(0, 400), asked)]),
      ],
      data: {
        id: newest.id,
        at: newest.createdAt,
        well,
        storage: info.state === 'known' ? info.fact.storage : null,
      },
    };
  },
  words: {
    en: {
      title: 'Garbage collection failed',
      summary: ({ id, at, well }) =>
        `The last garbage collection (${id}, ${at.slice(0, 16).replace('T', ' ')} UTC) failed${well === null ? ', and none before it succeeded' : `; the last good one was on ${well.slice(0, 10)}`}.`,
      probably: 'the last garbage collection failed',
      explains:
        'What tags and artifacts no longer need stays on the storage until a collection ends well. On S3 each deletion is a request of its own: a bucket policy, a throttled store or a listing error stops it (goharbor/harbor#8121).',
      steps: ({ data, pull }) => {
        const origin = `https://${pull.installation?.host ?? '<harbor>'}`;
        return [
          `Read its log to the end: \`curl -u admin ${origin}/api/v2.0/system/gc/${data?.id ?? '<id>'}/log | tail -n 50\`.`,
          'On S3 see that the key may `s3:ListBucket`, `s3:GetObject` and `s3:DeleteObject`, and whether the bucket has object lock or versioning, which keep what is deleted.',
          'Then a dry run, which deletes nothing: Administration → Clean Up → Dry Run. Start a real one only after it, in a quiet hour: it deletes for good.',
          'To see what it gave: `s3cmd du s3://<bucket>/` before and after. Empty folders `_layers` and `_uploads` that stay below `repositories/` are normal.',
        ];
      },
    },
  },
});
