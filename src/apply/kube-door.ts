/** Writes to one API server: one question, one try. Whoever tries again has looked first whether it is done. */
import { type Dispatcher, request } from 'undici';
import { z } from 'zod';
import type { AccessKeeper } from '../clients/kubernetes/access.ts';
import { unreachableWords, withoutSecrets } from '../clients/kubernetes/error-words.ts';
import { outgoing } from '../clients/outgoing.ts';
import type { KubeObject, ObjectKind } from '../engine/kube-object.ts';

export interface KubeQuestion {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  readonly contentType?: string;
  readonly dryRun?: 'All';
}

export type KubeEnding =
  | { readonly ended: 'answered'; readonly status: number; readonly body: unknown; readonly says: string }
  | { readonly ended: 'unsure'; readonly says: string };

export interface KubeDoor {
  put(question: KubeQuestion): Promise<KubeEnding>;
  /**
   * Path of an object, its version discovered; null when the cluster does not serve the kind. Throws NotTold when
   * nobody answers that: what is not known is no refusal.
   */
  pathOf(kind: ObjectKind, namespace: string, name?: string): Promise<string | null>;
}

/** The API server did not say what it serves: whether something can be written there is not known. */
export class NotTold extends Error {
  override readonly name = 'NotTold';
}

/** Longer than an admission webhook may take (30 s at most, 10 s by default). */
const TIMEOUT_MS = 30_000;
/** Who wrote, in `managedFields`. */
export const MANAGER = 'registry-medic';

const message = z.object({ message: z.string() });
const group = z.object({ preferredVersion: z.object({ version: z.string() }) });

export function createKubeDoor(access: AccessKeeper): KubeDoor {
  const versions = new Map<string, string>();

  async function put({
    method,
    path,
    body,
    contentType = 'application/json',
    dryRun,
  }: KubeQuestion): Promise<KubeEnding> {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    let server = '';
    try {
      const by = await access.get(signal);
      server = by.server;
      const url = new URL(by.server.replace(/\/$/, '') + path);
      if (dryRun) url.searchParams.set('dryRun', dryRun);
      if (method === 'POST' || method === 'PATCH') url.searchParams.set('fieldManager', MANAGER);
      const write = (): Promise<Dispatcher.ResponseData> =>
        request(url, {
          method,
          headers: {
            ...by.headers,
            accept: 'application/json',
            'user-agent': MANAGER,
            ...(body === undefined ? {} : { 'content-type': contentType }),
          },
          body: body === undefined ? null : JSON.stringify(body),
          dispatcher: by.dispatcher,
          signal,
        });
      const answer = await outgoing(
        { system: 'kubernetes', method, url },
        write,
        ({ statusCode }) => statusCode,
      );
      const said = parsed(await answer.body.text());
      const told = message.safeParse(said);
      const says = told.success ? withoutSecrets(told.data.message) : `HTTP ${answer.statusCode}`;
      return { ended: 'answered', status: answer.statusCode, body: said, says };
    } catch (error) {
      return { ended: 'unsure', says: unreachableWords(server, error) };
    }
  }

  async function versionOf(name: string): Promise<string | null> {
    const known = versions.get(name);
    if (known) return known;
    const answer = await put({ method: 'GET', path: `/apis/${encodeURIComponent(name)}` });
    if (answer.ended === 'answered' && answer.status === 404) return null;
    const read = answer.ended === 'answered' && answer.status === 200 ? group.safeParse(answer.body) : null;
    if (!read?.success) throw new NotTold(`Asking which version of ${name} is served: ${answer.says}`);
    versions.set(name, read.data.preferredVersion.version);
    return read.data.preferredVersion.version;
  }

  return {
    put,
    async pathOf(kind, namespace, name) {
      const version = kind.group === '' ? 'v1' : await versionOf(kind.group);
      if (version === null) return null;
      const root = kind.group === '' ? '/api' : `/apis/${kind.group}`;
      const place = `${root}/${version}/namespaces/${encodeURIComponent(namespace)}/${kind.plural}`;
      return name === undefined ? place : `${place}/${encodeURIComponent(name)}`;
    },
  };
}

export function asObject(body: unknown): KubeObject | null {
  const read = z.looseObject({ metadata: z.looseObject({ name: z.string() }) }).safeParse(body);
  // The API server's own objects: only `metadata.name` is relied on, everything else is read tolerantly.
  return read.success ? (read.data as unknown as KubeObject) : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return { message: text.slice(0, 300) };
  }
}
