/** What a file holds: a bundle of ours, a must-gather, a `kubectl cluster-info dump`, objects, or a log. */
import { parseAllDocuments } from 'yaml';
import type { DumpForm } from '../../engine/offline-report.ts';
import { readClusterInfo } from './cluster-info.ts';
import { createDump, type Dump, type DumpBuilder } from './dump.ts';
import { HARBOR_ANSWERS, MANIFEST, Manifest, type RecordedAnswer, RecordedAnswers } from './manifest.ts';
import { BOUNDS, DumpRefused } from './refused.ts';
import type { Entry } from './tar-write.ts';
import { unpack } from './unpack.ts';

export interface ReadDump {
  readonly form: DumpForm;
  readonly dump: Dump;
  /** Of a bundle of ours. */
  readonly manifest: Manifest | null;
  readonly answers: readonly RecordedAnswer[];
  /** The lines, where the file is nothing but a log. */
  readonly log: Uint8Array | null;
  /** Files in it that could not be read, each one sentence. */
  readonly unread: readonly string[];
}

/** Throws DumpRefused where nothing of it can be used. */
export async function readDump(name: string, bytes: Uint8Array): Promise<ReadDump> {
  const entries = await unpack(name, bytes);
  const own = entries.find(({ path }) => path === MANIFEST || path.endsWith(`/${MANIFEST}`));
  const manifest = own ? manifestOf(own) : null;
  const builder = createDump();
  const unread: string[] = [];
  let form: DumpForm = manifest ? 'bundle' : 'objects';
  let objects = 0;
  let logs = 0;
  for (const entry of entries) {
    const log = logAt(entry.path);
    if (log) {
      builder.log(log, entry.body);
      logs += 1;
      if (log.form !== 'bundle' && !manifest) form = log.form;
      continue;
    }
    if (manifest && !/(?:^|\/)objects\//.test(entry.path)) continue;
    objects += addObjects(entry, builder, unread);
  }
  for (const { kind, namespace } of manifest?.listed ?? []) builder.told(kind, namespace);
  const [only] = entries;
  if (objects === 0 && logs === 0 && only && entries.length === 1) return single(name, only, unread);
  if (objects === 0 && logs === 0)
    throw new DumpRefused(`\`${name}\` holds neither Kubernetes objects nor logs of pods.`);
  const answers = entries.find(({ path }) => path.endsWith(HARBOR_ANSWERS));
  return {
    form,
    dump: builder.build(),
    manifest,
    answers: manifest && answers ? answersOf(answers) : [],
    log: null,
    unread: unread.slice(0, 10),
  };
}

/** A dump on standard output, or lines of a log. */
function single(name: string, { body }: Entry, unread: readonly string[]): ReadDump {
  const builder = createDump();
  const isDump = readClusterInfo(Buffer.from(body).toString('utf8'), builder);
  if (!isDump && unread.length > 0 && /\.(?:ya?ml|json)$/i.test(name))
    throw new DumpRefused(unread[0] ?? name);
  const form = isDump ? 'cluster-dump' : 'log';
  return { form, dump: builder.build(), manifest: null, answers: [], log: isDump ? null : body, unread: [] };
}

function manifestOf({ body }: Entry): Manifest | null {
  const read = Manifest.safeParse(jsonOf(body));
  return read.success ? read.data : null;
}

function answersOf({ body }: Entry): readonly RecordedAnswer[] {
  const read = RecordedAnswers.safeParse(jsonOf(body));
  return read.success ? read.data : [];
}

function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}

/** How many objects the file held. */
function addObjects({ path, body }: Entry, builder: DumpBuilder, unread: string[]): number {
  const head = Buffer.from(body.subarray(0, 400)).toString('utf8');
  const looks = /\.(?:ya?ml|json)$/i.test(path) || /^\s*[{[]|(?:^|\n)(?:apiVersion|kind): /.test(head);
  if (!looks) return 0;
  if (body.byteLength > BOUNDS.objects) {
    unread.push(`\`${path}\` has ${Math.floor(body.byteLength / 1024 / 1024)} MB and was not read.`);
    return 0;
  }
  const text = Buffer.from(body).toString('utf8');
  const json = jsonOf(body);
  if (json !== undefined) return builder.add(json);
  return addYaml(text, path, builder, unread);
}

function addYaml(text: string, path: string, builder: DumpBuilder, unread: string[]): number {
  let count = 0;
  try {
    for (const document of parseAllDocuments(text, { logLevel: 'silent' })) {
      const [wrong] = document.errors;
      if (wrong) unread.push(`\`${path}\` is no YAML: ${wrong.message.split('\n', 1)[0]}`);
      // A hundred aliases are enough; a bomb is made of more.
      else count += builder.add(document.toJS({ maxAliasCount: 100 }));
    }
  } catch (error) {
    unread.push(`\`${path}\` could not be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  return count;
}

interface LogAt {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  readonly run: 'current' | 'previous';
  readonly form: DumpForm;
}

/** `logs/ns/pod/container.run.log`, must-gather's and `cluster-info dump`'s places. */
function logAt(path: string): LogAt | null {
  const ours = /(?:^|\/)logs\/([^/]+)\/([^/]+)\/([^/]+)\.(current|previous)\.log$/.exec(path);
  if (ours) return asLog(ours, 'bundle');
  const gathered = /namespaces\/([^/]+)\/pods\/([^/]+)\/([^/]+)\/\3\/logs\/(current|previous)\.log$/.exec(
    path,
  );
  if (gathered) return asLog(gathered, 'must-gather');
  const dumped = /(?:^|\/)([^/]+)\/([^/]+)\/logs\.txt$/.exec(path);
  // One file for all containers of a pod; whose lines they are its `START logs` lines tell.
  return dumped ? asLog([dumped[0], dumped[1] ?? '', dumped[2] ?? '', '*', 'current'], 'cluster-dump') : null;
}

function asLog([, namespace = '', pod = '', container = '', run]: readonly string[], form: DumpForm): LogAt {
  return { namespace, pod, container, run: run === 'previous' ? 'previous' : 'current', form };
}
