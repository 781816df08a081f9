/**
 * `npm run bench:sweep`: a cluster of 5,000 pods, 1,000 of which cannot pull for twelve causes, gone through once.
 * Prints time, calls and memory, and says where each call comes from. Its counts are held by
 * test/jobs/sweep/sweep.test.ts on a smaller cluster.
 */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { SweepReport } from '../../src/engine/sweep.ts';
import { renderReply } from '../../src/terminal/render.ts';
import { FAULTS } from './faults.ts';
import { openSweepWorld } from './sweep-world.ts';

const SIZE = { pods: 5_000, failing: 1_000, namespaces: 20, nodes: 60 } as const;
const ONCE = fileURLToPath(new URL('sweep-once.ts', import.meta.url));
const MIB = 1024 * 1024;

/** Where each kind of question to the API server comes from. */
const WHY_API: Readonly<Record<string, string>> = {
  'GET pods': `pages of 500 of the ${SIZE.pods.toLocaleString('en')} pods, those that never ran first; the failing ones are kept`,
  'GET nodes': `one page for all ${SIZE.nodes} nodes: platforms of the pods`,
  'GET events': 'one per namespace of a specimen whose status only says that the kubelet waits',
  'GET secrets/<name>': `each pull secret that a failing pod names, once: 2 names × ${SIZE.namespaces} namespaces`,
  'GET ': 'which version serves config maps, and which services; kept for five minutes',
  'GET configmaps/<name>':
    'what the cluster’s DNS is taught by hand, where a name does not resolve: CoreDNS’s, then kube-dns’',
  'GET services': 'the address of the cluster’s DNS, in the same case',
  'GET serviceaccounts/<name>': 'of each specimen that was asked about, once per namespace',
};
const WHY_REGISTRY: Readonly<Record<string, string>> = {
  '/v2/': 'the challenge, once for the registry; with Basic also once per login that was tried',
  manifests: 'HEAD per login and image, GET where the words of a refusal or the platforms are wanted',
  'tags/list': 'once per image whose manifest was not had: is the repository there, which tags are near',
  _catalog: 'once per repository that is not there: which names are near',
  blobs: 'once per layer of an image whose manifest was had',
};

const world = await openSweepWorld(SIZE);
try {
  const { stdout } = await promisify(execFile)(process.execPath, [ONCE], {
    env: { PATH: process.env['PATH'], ...world.env },
    maxBuffer: 64 * MIB,
  });
  const { report, ms, before, peak } = JSON.parse(stdout) as {
    report: SweepReport;
    ms: number;
    before: number;
    peak: number;
  };
  const found = new Set(report.groups.map(({ cause }) => cause?.id));
  const missed = FAULTS.filter(({ cause }) => !found.has(cause)).map(({ cause }) => cause);
  const lines = [
    renderReply({ kind: 'sweep', report }).split('\n').slice(0, 1).join(''),
    ...report.groups.map(
      ({ pods, images, cause, root }) =>
        `  ${String(pods).padStart(4)} pods ${String(images).padStart(3)} images  ${(cause?.id ?? 'unclear').padEnd(22)} ${(cause?.confidence ?? '').padEnd(10)} ${root}`,
    ),
    '',
    `time            ${(ms / 1000).toFixed(2)} s`,
    `memory          ${mib(peak - before)} above ${mib(before)} (peak ${mib(peak)})`,
    `questions       ${report.questions} distinct (image, logins, platform); ${report.asked} asked, ${report.questions - report.asked} explained by a registry that fails as a whole`,
    `API server      ${total(world.apiCalls)} calls`,
    ...counted(world.apiCalls, (kind) => WHY_API[kind]),
    `registries      ${total(world.registryCalls)} calls that reached one`,
    ...counted(world.registryCalls, (kind) => WHY_REGISTRY[kind.split(' ')[1] ?? '']),
    '                names that do not resolve, closed ports and bad certificates end before a call',
    missed.length === 0 ? `all ${FAULTS.length} planted causes found` : `MISSED: ${missed.join(', ')}`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  if (missed.length > 0) process.exitCode = 1;
} finally {
  await world.stop();
}

function counted(
  calls: ReadonlyMap<string, number>,
  why: (kind: string) => string | undefined,
): readonly string[] {
  return [...calls]
    .toSorted(([, a], [, b]) => b - a)
    .map(
      ([kind, count]) => `  ${String(count).padStart(5)}  ${kind.padEnd(28)} ${why(kind) ?? 'not explained'}`,
    );
}

function total(calls: ReadonlyMap<string, number>): number {
  return [...calls.values()].reduce((sum, count) => sum + count, 0);
}

function mib(bytes: number): string {
  return `${Math.round(bytes / MIB)} MiB`;
}
