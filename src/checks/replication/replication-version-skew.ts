import { isOlder } from '../../engine/harbor/known-traps.ts';
import { factOf } from '../../facts/answered.ts';
import { defineComponentCheck } from '../../facts/component-check.ts';
import { inExecution, inTaskLog, isOver } from '../../facts/replication-said.ts';
import { harborInfo } from '../../probes/installation/harbor-info.ts';
import { otherSide } from '../../probes/sync/other-side.ts';
import { replicationExecutions } from '../../probes/sync/replication-executions.ts';
import { replicationPolicy } from '../../probes/sync/replication-policy.ts';
import { replicationTaskLog } from '../../probes/sync/replication-task-log.ts';

/** The adapter for Harbor of 1.9 and that of versions before do not understand each other (1.9 docs, replication). */
const BOUNDARY = '1.9.0';
const SHAPE =
  /json: cannot unmarshal \w{1,20} into Go (?:value of type|struct field) (?:adapter|native|harbor)\.\w{1,60}/;

export default defineComponentCheck({
  id: 'replication-version-skew',
  stage: 'spec',
  severity: 'high',
  rows: ['S2-5.7'],
  signs: [
    {
      pattern: SHAPE,
      specimen:
        'failed to fetch image: json: cannot unmarshal string into Go value of type adapter.Repository',
      source: 'goharbor/harbor#10307',
    },
  ],
  needs: { policy: replicationPolicy, executions: replicationExecutions },
  uses: { log: replicationTaskLog, own: harborInfo, other: otherSide },
  judge({ policy, executions }, { log, own, other }) {
    if (isOver(executions)) return { outcome: 'pass' };
    const here = factOf(own)?.version ?? null;
    const there = factOf(other)?.version ?? null;
    const apart =
      policy.endpoint.type === 'harbor' &&
      here !== null &&
      there !== null &&
      isOlder(here, BOUNDARY) !== isOlder(there, BOUNDARY);
    const said = inExecution(executions, SHAPE) ?? inTaskLog(factOf(log) ?? [], SHAPE)?.said ?? null;
    if (!said && !apart) return { outcome: 'pass' };
    const versions = {
      source: 'versions',
      says: `here ${here ?? 'not told'}, other side ${there ?? 'not told'}`,
    };
    const failed = executions.telling?.says;
    const [first, ...rest] = [
      ...(said ? [said] : []),
      ...(here !== null || there !== null ? [versions] : []),
      ...(!said && failed ? [{ source: `execution ${executions.telling?.id}`, says: failed }] : []),
    ];
    if (!first) return { outcome: 'pass' };
    return { outcome: 'fail', evidence: [first, ...rest], data: { here, there, url: policy.endpoint.url } };
  },
  words: {
    en: {
      title: 'Versions of the Harbors too far apart',
      summary: ({ here, there, url }) =>
        here !== null && there !== null
          ? `Harbor ${here} and Harbor ${there} at \`${url}\` are no pair that can replicate: 1.9 is a boundary between two kinds of API.`
          : `\`${url}\` answers with another kind of API than this Harbor expects: its version is too far away.`,
      probably: 'source and target speak different versions of the API',
      explains:
        'The adapter reads an answer of another shape than it expects. Harbor 1.9 and later cannot replicate with 1.8 and earlier.',
      steps: () => [
        'See both versions: `curl -u <user> https://<harbor>/api/v2.0/systeminfo` (before 2.0: `/api/systeminfo`).',
        'Bring both to supported versions, one minor version after another, with a backup of the database before each.',
        'Until then make the endpoint anew as kind `docker-registry`, or copy with `skopeo sync`.',
      ],
    },
  },
});
