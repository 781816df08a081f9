/** Whether a mirror stands between a node and its image: the mirror fails, and the registry itself would do. */
import type { Judgement } from '../engine/check.ts';
import type { Evidence } from '../engine/evidence.ts';
import { askedHosts, type HostView, type NodeView } from '../engine/node-view.ts';
import type { ManifestFact } from '../probes/manifest.ts';
import { mirrorsOf, ownHost, sourceOf } from './node-fault.ts';

export interface MirrorFault {
  readonly node: string;
  /** The first mirror that fails. */
  readonly url: string;
  /** The file that names it. */
  readonly from: string;
  readonly says: string;
  /** Whether the image's own host is asked after the mirrors; asked, it fails on this node as well. */
  readonly rest: 'left-out' | 'fails-too';
}

/** `here`: the manifest as asked from where the bot stands. `at`: when the node was asked. */
export function brokenMirrors(view: NodeView, here: ManifestFact | null, at: string): Judgement<MirrorFault> {
  const mirrors = mirrorsOf(view);
  if (mirrors.length === 0) return { outcome: 'pass' };
  const open = isOpen(view, here);
  if (askedHosts(view).some((host) => delivers(host, mirrors.includes(host) && open)))
    return { outcome: 'pass' };
  if (!registryWorks(view, here))
    return { outcome: 'skip', why: 'the registry itself does not have it either' };
  const broken = mirrors.filter(({ ending }) => ending.ended !== 'not-asked');
  const quotes = broken.map(
    (host): Evidence => ({ source: sourceOf(view, host), says: host.ending.says, at }),
  );
  const [first] = broken;
  const [quote, ...others] = quotes;
  if (!first || !quote) return { outcome: 'skip', why: 'the node’s mirrors could not be asked' };
  return {
    outcome: 'fail',
    from: 'node',
    evidence: [quote, ...others],
    data: {
      node: view.node,
      url: first.url,
      from: first.from ?? 'its settings',
      says: first.ending.says,
      rest: ownHost(view) === null ? 'left-out' : 'fails-too',
    },
  };
}

/** A login that a mirror wants for an image that is open to all at the registry is one the pod does not have. */
function delivers({ ending }: HostView, opensElsewhere: boolean): boolean {
  if (ending.ended !== 'answered') return false;
  return ending.manifest === 'found' || (ending.manifest === 'login-needed' && !opensElsewhere);
}

function isOpen({ hosts }: NodeView, here: ManifestFact | null): boolean {
  if (here?.found?.who.kind === 'anonymous') return true;
  return hosts.some(
    ({ role, ending }) => role === 'origin' && ending.ended === 'answered' && ending.manifest === 'found',
  );
}

function registryWorks({ hosts }: NodeView, here: ManifestFact | null): boolean {
  if (here?.found) return true;
  return hosts.some((host) => host.role === 'origin' && delivers(host, false));
}
