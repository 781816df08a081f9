/** What a node's own worker saw of one image: its settings, and how far each host it would ask let it come. */
import { z } from 'zod';
import type { AnswersByProbe } from './check.ts';
import { PATH_STAGES, type Stage, stageOrder } from './stage.ts';

/** The data of a node worker's job. Never a login: a worker on a node holds no secrets. */
export const NodeQuestion = z.object({
  ask: z.literal('view'),
  image: z.string().min(1).max(1_024),
  /** The node's container runtime, since each reads files of its own; absent: told from the files. */
  runtime: z.enum(['containerd', 'cri-o', 'docker']).optional(),
  /** ISO 8601. After this nobody waits for the answer. */
  until: z.string(),
});
export type NodeQuestion = z.infer<typeof NodeQuestion>;

const says = z.string();

/** Where asking one host ended: at the first step that failed, else with what it said of the manifest. */
export const HostEnding = z.discriminatedUnion('ended', [
  z.object({ ended: z.literal('dns'), code: z.string(), says }),
  z.object({ ended: z.literal('refused'), says }),
  z.object({ ended: z.literal('timeout'), says }),
  z.object({ ended: z.literal('unreachable'), says }),
  z.object({ ended: z.literal('reset'), says }),
  z.object({ ended: z.literal('proxy'), says }),
  z.object({ ended: z.literal('tls'), fault: z.enum(['authority', 'name', 'dates', 'other']), says }),
  z.object({ ended: z.literal('not-tls'), says }),
  z.object({ ended: z.literal('no-registry'), says }),
  z.object({
    ended: z.literal('answered'),
    /** `login-needed`: node workers hold no logins, so more was not asked. */
    manifest: z.enum(['found', 'not-found', 'login-needed', 'failed']),
    says,
  }),
  z.object({ ended: z.literal('not-asked'), says }),
]);
export type HostEnding = z.infer<typeof HostEnding>;

export const HostView = z.object({
  /** `https://mirror.example.com:5000`, with the path where it is not `/v2`. */
  url: z.string(),
  host: z.string(),
  /** `mirror` before `server`, as the runtime tries them; `origin`: only asked for comparison. */
  role: z.enum(['mirror', 'server', 'origin']),
  /** The file that names it; null: the runtime's default. */
  from: z.string().nullable(),
  /** `host:port` of the forward proxy that leads there. */
  proxy: z.string().nullable(),
  certificates: z.enum(['judged', 'not-judged']),
  ending: HostEnding,
  /** Where a proxy failed: how the same host ends without it. */
  direct: HostEnding.nullable(),
});
export type HostView = z.infer<typeof HostView>;

export const NodeView = z.object({
  node: z.string(),
  resolver: z.object({ servers: z.array(z.string()), search: z.array(z.string()), from: z.string() }),
  trust: z.object({
    /** The system's bundle below the node's root; null when none could be read. */
    system: z.string().nullable(),
    extras: z.array(z.string()),
  }),
  proxy: z.object({
    https: z.string().nullable(),
    http: z.string().nullable(),
    noProxy: z.string().nullable(),
    from: z.string().nullable(),
  }),
  /** The hosts of this image in the order in which the runtime tries them, then those asked for comparison. */
  hosts: z.array(HostView),
  clock: z.object({
    at: z.string(),
    /** Seconds that the node is ahead of the registry's `Date`; null when no registry told the time. */
    aheadS: z.number().nullable(),
  }),
  /** Worth knowing of the files: one sentence each. */
  notes: z.array(z.string()),
});
export type NodeView = z.infer<typeof NodeView>;

/** What asking a node came to. */
export type NodeAnswer =
  | { readonly ended: 'seen'; readonly view: NodeView }
  | { readonly ended: 'no-worker' }
  /** There is, or may be, a worker, and no answer came: why not. */
  | { readonly ended: 'failed'; readonly says: string };

export interface NodeAsker {
  /** Answers at once when no worker lives on that node. */
  view(
    at: { readonly cluster: string; readonly node: string },
    question: Pick<NodeQuestion, 'image' | 'runtime'>,
    signal: AbortSignal,
  ): Promise<NodeAnswer>;
}

/** The hosts that a pull really asks. */
export function askedHosts({ hosts }: NodeView): readonly HostView[] {
  return hosts.filter(({ role }) => role !== 'origin');
}

const STAGE_OF: Readonly<Record<HostEnding['ended'], Stage | null>> = {
  dns: 'dns',
  refused: 'network',
  timeout: 'network',
  unreachable: 'network',
  reset: 'network',
  proxy: 'network',
  tls: 'tls',
  'not-tls': 'tls',
  'no-registry': 'auth',
  answered: 'auth',
  'not-asked': null,
};

/** True when some host that the node asks got past this stage: that stage then fails no pull of the node. */
export function passesStage(view: NodeView, stage: Stage): boolean {
  return askedHosts(view).some(({ ending }) => {
    const end = STAGE_OF[ending.ended];
    return end !== null && stageOrder(end) > stageOrder(stage);
  });
}

/** Whether the node gets past this stage now. Past the path only a manifest in hand tells: its worker holds no login. */
export function getsThrough(view: NodeView, stage: Stage): boolean {
  if (PATH_STAGES.has(stage)) return passesStage(view, stage);
  return askedHosts(view).some(({ ending }) => ending.ended === 'answered' && ending.manifest === 'found');
}

/** What the node's own worker saw, if one did; its probe is named by id, since probes lie above this. */
export function viewIn(answers: AnswersByProbe): NodeView | null {
  const answer = answers.get('node-view');
  return answer?.state === 'known' ? (answer.fact as NodeView) : null;
}

/** True when the node gets the manifest now, or is only asked for a login, which it has and its worker has not. */
export function reaches(view: NodeView): boolean {
  return askedHosts(view).some(
    ({ ending }) => ending.ended === 'answered' && /^(found|login-needed)$/.test(ending.manifest),
  );
}
