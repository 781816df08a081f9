import { z } from 'zod';
import { siteOf, toldBy } from '../../engine/installation-place.ts';
import type { KubeObject } from '../../engine/kube-object.ts';
import type { Probe } from '../../engine/probe.ts';
import { withoutLogins } from '../../engine/text/masked.ts';

/** A registry that was integrated into kangaroo. */
export interface Integration {
  readonly namespace: string;
  readonly name: string;
  /** The host that its spec or its message names; null where neither does. */
  readonly host: string | null;
  /** Null: its health was not written yet. */
  readonly state: {
    readonly type: string | null;
    /** `True`, `False`, `Unknown`. */
    readonly status: string;
    readonly reason: string | null;
    /** The controller's words, without logins. */
    readonly message: string | null;
    readonly since: string | null;
  } | null;
}

const state = z.object({
  type: z.string().optional(),
  status: z.string(),
  reason: z.string().optional(),
  message: z.string().optional(),
  lastTransitionTime: z.string().optional(),
});
// One state in the releases seen; a list of conditions is read as well.
const status = z.object({ state: state.optional(), conditions: z.array(state).optional() }).catch({});

export const integrations: Probe<readonly Integration[]> = {
  id: 'integrations',
  asks: () => 'reading the registries that are integrated into kangaroo',
  rights: [{ group: 'kangaroo.io', resource: 'registrysecrets', verb: 'list' }],
  async ask(context) {
    const { reader, namespace } = siteOf(context, 'kangaroo');
    const objects = await reader.objects({ group: 'kangaroo.io', plural: 'registrysecrets' }, namespace);
    return (toldBy(objects) ?? []).map(read);
  },
};

function read({ metadata, spec, status: raw }: KubeObject): Integration {
  const told = status.parse(raw ?? {});
  const now = told.state ?? told.conditions?.find((one) => one.status !== 'True') ?? told.conditions?.[0];
  const message = now?.message === undefined ? null : withoutLogins(now.message);
  return {
    namespace: metadata.namespace ?? '',
    name: metadata.name,
    host: hostIn(spec) ?? hostOf(/https?:\/\/[^\s"'\\]+/.exec(message ?? '')?.[0] ?? ''),
    state: now
      ? {
          type: now.type ?? null,
          status: now.status,
          reason: now.reason ?? null,
          message,
          since: now.lastTransitionTime ?? null,
        }
      : null,
  };
}

/** The releases name the field differently, so the first value that is an address is taken. */
function hostIn(spec: unknown): string | null {
  if (typeof spec !== 'object' || spec === null) return null;
  const keys = ['registry', 'address', 'server', 'host', 'url', 'endpoint', 'domain'];
  const entries = Object.entries(spec);
  for (const key of keys) {
    const value = entries.find(([name]) => name.toLowerCase().includes(key))?.[1];
    const host = typeof value === 'string' ? (hostOf(value) ?? hostOf(`https://${value}`)) : hostIn(value);
    if (host) return host;
  }
  return null;
}

function hostOf(url: string): string | null {
  return /^https?:\/\//.test(url) && URL.canParse(url) ? new URL(url).host : null;
}
