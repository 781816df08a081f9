import { expect, test } from 'vitest';
import type { ClusterReader } from '../../../src/engine/cluster.ts';
import type { JobProof } from '../../../src/engine/plan.ts';
import { provedByJob } from '../../../src/jobs/remediate/proved-by-job.ts';
import { found, literalCluster } from '../../probes/literal-cluster.ts';
import { POD } from '../../remediations/setup.ts';
import { RESTART } from '../../store/approval-setup.ts';

const PROOF: JobProof = {
  job: { kind: { group: 'batch', plural: 'jobs' }, namespace: 'shop', name: 'way' },
  container: 'measure',
  scheme: 'https',
  host: 'harbor.acme.test',
  port: 443,
  resolver: 'node',
};
const pod = (phase: string, reason: string | null = null) => ({
  ...POD.pod,
  phase,
  containers: [
    {
      ...POD.container,
      name: 'measure',
      image: 'docker.io/curlimages/curl:8.11.1',
      state: reason === null ? ('running' as const) : ('waiting' as const),
      reason,
    },
  ],
});
async function* lines(...texts: readonly string[]) {
  for (const text of texts) yield { at: null, text };
}
const proved = (parts: Partial<ClusterReader>) =>
  provedByJob(PROOF, RESTART, { clusters: new Map([['prod', literalCluster(parts)]]) });

test('its numbers are told with the node that it ran on', async () => {
  const way = 'way exit=0 status=401 at=10.0.0.5 name=0.002 tcp=0.003 tls=0.02 answer=0.03 error=';
  const seen = await proved({
    pods: found([pod('Succeeded')]),
    log: found(lines(way, 'certificate exit=0 error=')),
  });
  expect(seen).toEqual({
    passes: true,
    says: expect.stringMatching(/on node `worker-1`.*answers 401 after 30 ms/),
  });
});

const failed = (message: string) => ({
  type: 'Warning',
  reason: 'Failed',
  message,
  count: 1,
  firstSeen: '',
  lastSeen: '',
  fieldPath: '',
  source: 'kubelet',
});

test('its own image cannot be pulled: over, in the kubelet’s words, with what to do', async () => {
  const message = 'Failed to pull image "docker.io/curlimages/curl:8.11.1": dial tcp: i/o timeout';
  const seen = await proved({
    pods: found([pod('Pending', 'ImagePullBackOff')]),
    podEvents: found([failed(message)]),
  });
  expect(seen).toMatchObject({ passes: false, over: true, says: expect.stringContaining(message) });
  expect(seen.says).toContain('remediations.measuringImage');
});

const busy = failed('Failed to pull image "a/b:1": Head "https://a/v2/": net/http: TLS handshake timeout');

test.each([
  [
    'who has its image was busy',
    { pods: found([pod('Pending', 'ImagePullBackOff')]), podEvents: found([busy]) },
  ],
  ['it is pulled for the first time', { pods: found([pod('Pending', 'ErrImagePull')]) }],
  ['it runs', { pods: found([pod('Running')]) }],
  ['no pod yet', { pods: found([]), object: found({ metadata: { name: 'way' } }) }],
  ['nobody answers', {}],
])('near miss: %s, and it is waited for', async (_, parts) => {
  const seen = await proved(parts);
  expect(seen.passes).toBe(false);
  expect(seen.over).toBeUndefined();
});

test.each([
  [
    'its time was up',
    {
      pods: found([]),
      object: found({
        metadata: { name: 'way' },
        status: { conditions: [{ type: 'Failed', status: 'True', reason: 'DeadlineExceeded' }] },
      }),
    },
    /`DeadlineExceeded`/,
  ],
  ['somebody deleted it', { pods: found([]) }, /not in this test/],
  [
    'its image has no curl',
    { pods: found([pod('Failed')]), log: found(lines('exec: "curl": executable file not found in $PATH')) },
    /executable file not found.*needs curl 7\.75/,
  ],
])('%s: over, and said', async (_, parts, says) => {
  const seen = await proved(parts);
  expect(seen).toMatchObject({ passes: false, over: true, says: expect.stringMatching(says) });
});
