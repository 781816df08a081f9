/** The support bundle of a registry or a namespace, as one archive. Reads only; what is secret stays behind. */
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { FORM, HARBOR_ANSWERS, MANIFEST, type Manifest } from '../../clients/bundle/manifest.ts';
import { recording } from '../../clients/bundle/recording.ts';
import { type Entry, tarOf } from '../../clients/bundle/tar-write.ts';
import type { BundlePart, BundleReport } from '../../engine/bundle-report.ts';
import type { ClusterReader } from '../../engine/cluster.ts';
import type { Progress } from '../../engine/progress.ts';
import type { BundleQuestion } from '../../engine/question.ts';
import type { Reply } from '../../engine/reply.ts';
import type { BlindSpot } from '../../engine/verdict.ts';
import type { Surroundings } from '../surroundings.ts';
import { sweep } from '../sweep/sweep.ts';
import { askRegistries } from './ask-registries.ts';
import { collectLogs } from './collect-logs.ts';
import { networkFacts } from './collect-network.ts';
import { collectObjects } from './collect-objects.ts';
import { collectSecrets } from './collect-secrets.ts';
import { type Scope, scopeOf } from './scope.ts';
import { bundleWords as words } from './words.ts';

const pack = promisify(gzip);

export async function makeBundle(
  question: BundleQuestion,
  surroundings: Surroundings,
  report: (progress: Progress) => void = () => {},
): Promise<Reply> {
  const started = performance.now();
  const { files } = surroundings;
  if (!files) return { kind: 'refusal', why: 'failed', says: words.en.noShelf, tries: [] };
  const scope = await scopeOf(question, surroundings);
  if ('kind' in scope) return scope;
  const at = surroundings.now();
  const collected = await collect(scope, surroundings, report);
  const manifest = manifestOf(question, scope, collected, at);
  const body = Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`);
  const archive = await pack(tarOf([{ path: MANIFEST, body }, ...collected.entries], at));
  const slug = (question.what ?? 'registries').replace(/[^a-z0-9.-]+/gi, '-').slice(0, 60);
  const name = `registry-medic-${slug}-${at.toISOString().slice(0, 16).replace(/[-:]/g, '')}.tar.gz`;
  const what = question.what ?? words.en.all;
  const file = await files.put({ name, type: 'application/gzip', title: name, body: archive });
  const result: BundleReport = {
    what,
    file: file.name,
    bytes: file.bytes,
    parts: partsOf(collected.entries),
    couldNotLook: collected.couldNotLook,
    cut: collected.cut,
    at: at.toISOString(),
    ms: Math.round(performance.now() - started),
  };
  return { kind: 'bundle', report: result, files: [file] };
}

interface Collected {
  readonly entries: readonly Entry[];
  readonly listed: Manifest['listed'];
  readonly secrets: Manifest['secrets'];
  readonly couldNotLook: readonly BlindSpot[];
  readonly cut: readonly string[];
}

async function collect(
  scope: Scope,
  surroundings: Surroundings,
  report: (progress: Progress) => void,
): Promise<Collected> {
  const tell = (step: keyof typeof words.en.step): void =>
    report({ steps: [{ id: step, asks: words.en.step[step], state: 'asking' }] });
  tell('objects');
  const inCluster = scope.reader ? await ofCluster(scope.reader, scope.namespaces, () => tell('logs')) : null;
  tell('harbor');
  const said = await whatIsSaid(scope, surroundings);
  tell('network');
  const network = await Promise.all(
    scope.endpoints.map(async (endpoint) =>
      entry(
        `network/${endpoint.host}-${endpoint.port}.json`,
        await networkFacts(surroundings.network, endpoint),
      ),
    ),
  );
  return {
    entries: [...(inCluster?.entries ?? []), ...said.entries, ...network],
    listed: inCluster?.listed ?? [],
    secrets: inCluster?.secrets ?? [],
    couldNotLook: [...scope.couldNotLook, ...(inCluster?.couldNotLook ?? [])],
    cut: [...scope.cut, ...(inCluster?.cut ?? []), ...said.cut],
  };
}

async function ofCluster(reader: ClusterReader, namespaces: readonly string[], onLogs: () => void) {
  const objects = await collectObjects(reader, namespaces);
  onLogs();
  const [secrets, logs] = await Promise.all([
    collectSecrets(reader, objects.pods),
    collectLogs(reader, objects.pods),
  ]);
  return {
    entries: [...objects.entries, ...logs.entries],
    listed: objects.listed,
    secrets: secrets.secrets,
    couldNotLook: [...objects.couldNotLook, ...secrets.couldNotLook, ...logs.couldNotLook],
    cut: logs.cut,
  };
}

/** What each verb says at this moment, and every answer of a registry's API that it was made of. */
async function whatIsSaid(
  scope: Scope,
  surroundings: Surroundings,
): Promise<{ readonly entries: readonly Entry[]; readonly cut: readonly string[] }> {
  const recorded = recording(surroundings.network);
  const listening: Surroundings = { ...surroundings, network: recorded.network };
  const registries = scope.registries.length > 0 ? scope.registries : [undefined];
  const said = await askRegistries(scope.wantsStatus ? registries : [], listening);
  const swept = await Promise.all(
    scope.reader
      ? scope.namespaces.map((namespace) =>
          sweep({ kind: 'sweep', cluster: scope.reader?.name ?? '', namespace }, listening, () => {}),
        )
      : [],
  );
  const verdicts = [
    ['status', said.status],
    ['jobs', said.jobs],
    ['storage', said.storage],
    ['syncs', said.syncs],
    ['failing-pulls', swept],
  ] as const;
  return {
    entries: [
      ...verdicts.flatMap(([name, told]) => (told.length > 0 ? [entry(`verdict/${name}.json`, told)] : [])),
      entry(HARBOR_ANSWERS, recorded.answers()),
    ],
    cut: [
      ...(said.leftOut > 0 ? [words.en.morePolicies(said.leftOut)] : []),
      ...(recorded.isFull() ? [words.en.fullAnswers] : []),
    ],
  };
}

function entry(path: string, value: unknown): Entry {
  return { path, body: Buffer.from(`${JSON.stringify(value, null, 1)}\n`) };
}

function manifestOf(question: BundleQuestion, scope: Scope, collected: Collected, at: Date): Manifest {
  return {
    form: FORM,
    version: 1,
    what: question.what ?? words.en.all,
    at: at.toISOString(),
    cluster: scope.reader?.name ?? null,
    listed: collected.listed,
    secrets: collected.secrets,
    registries: scope.configured.map(({ name, host, kind, plainHttp, runsIn }) => ({
      name,
      host,
      kind,
      plainHttp,
      ...(runsIn ? { runsIn } : {}),
    })),
    files: collected.entries.map(({ path, body }) => ({ path, bytes: body.byteLength })),
    couldNotLook: [...collected.couldNotLook],
    cut: [...collected.cut],
  };
}

function partsOf(entries: readonly Entry[]): readonly BundlePart[] {
  const groups = Map.groupBy(entries, ({ path }) =>
    /\/events\.json$/.test(path) ? 'events' : (path.split('/')[0] ?? ''),
  );
  return [...groups].map(([id, inside]) => ({
    id,
    files: inside.length,
    bytes: inside.reduce((sum, { body }) => sum + body.byteLength, 0),
  }));
}
