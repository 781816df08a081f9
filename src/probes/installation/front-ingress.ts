import { NotReached } from '../../engine/answer.ts';
import { type Site, siteOf, toldBy } from '../../engine/installation-place.ts';
import {
  BODY_SIZE,
  bodyLimitIn,
  bodySizeKey,
  DEFAULT_BODY_SIZE,
  isOfIngressNginx,
} from '../../engine/kubernetes/body-limit.ts';
import { CONFIG_MAPS, configMapOf } from '../../engine/kubernetes/config-map.ts';
import { INGRESSES, type IngressObject, ingressOf } from '../../engine/kubernetes/ingress.ts';
import type { Keeper } from '../../engine/kubernetes/keeper.ts';
import type { Probe } from '../../engine/probe.ts';

/** The Ingress through which images are pushed; null: none of its namespace serves its host. */
export type FrontIngressFact = FrontIngress | null;

export interface FrontIngress {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly className: string | null;
  readonly keeper: Keeper | null;
  readonly controller: 'ingress-nginx' | 'another';
  /** How large a request may be. */
  readonly bodySize: {
    /** The annotation's whole name. */
    readonly annotation: string;
    /** As the annotation has it; null: it is not there. */
    readonly own: string | null;
    /** What holds without it, and where that is written: `ConfigMap ingress-nginx/controller`; null: nowhere. */
    readonly otherwise: string;
    readonly from: string | null;
  };
}

const OF_CONTROLLER = 'app.kubernetes.io/name=ingress-nginx';

export const frontIngress: Probe<FrontIngressFact> = {
  id: 'front-ingress',
  asks: () => 'reading the Ingress before it',
  rights: [
    { group: INGRESSES.group, resource: INGRESSES.plural, verb: 'list' },
    { group: CONFIG_MAPS.group, resource: CONFIG_MAPS.plural, verb: 'list' },
  ],
  async ask(context) {
    const site = siteOf(context, 'harbor', 'distribution');
    const host = context.pull.installation?.host ?? null;
    if (host === null) throw new NotReached('components');
    const { hostname } = new URL(`https://${host}`);
    const all = (toldBy(await site.reader.objects(INGRESSES, site.namespace)) ?? []).map((object) => ({
      uid: object.metadata.uid ?? '',
      ingress: ingressOf(object),
    }));
    const [first] = all
      .map((one) => ({ ...one, fit: fitOf(one.ingress, hostname) }))
      .filter(({ fit }) => fit > 0)
      .toSorted((a, b) => b.fit - a.fit);
    if (!first) return null;
    const { uid, ingress } = first;
    const { namespace, name, className, keeper, annotations } = ingress;
    const annotation = bodySizeKey(ingress);
    const own = annotations[annotation] ?? null;
    const controller = isOfIngressNginx(ingress) ? 'ingress-nginx' : 'another';
    const otherwise =
      own === null && controller === 'ingress-nginx'
        ? await ofController(site)
        : { otherwise: DEFAULT_BODY_SIZE, from: null };
    const bodySize = { annotation, own, ...otherwise };
    return { namespace, name, uid, className, keeper, controller, bodySize };
  },
};

/** How long its path is that uploads take, `/v2/…`; 0: they do not pass there. */
function fitOf({ paths }: IngressObject, host: string): number {
  const mine = paths.filter((one) => one.host === host && one.service !== null);
  return Math.max(
    0,
    ...mine.map(({ path }) => ('/v2/'.startsWith(path) ? path.replace(/(?!^)\/$/, '').length : 0)),
  );
}

/** Of several controllers the most generous one: which of them serves the class is not told. */
async function ofController({ reader }: Site): Promise<Pick<FrontIngress['bodySize'], 'otherwise' | 'from'>> {
  const maps = (toldBy(await reader.objects(CONFIG_MAPS, null, OF_CONTROLLER)) ?? []).map(configMapOf);
  const set = maps.flatMap(({ namespace, name, data }) => {
    const size = data[BODY_SIZE];
    return size === undefined ? [] : [{ otherwise: size, from: `ConfigMap ${namespace}/${name}` }];
  });
  return (
    set.toSorted((a, b) => (bodyLimitIn(b.otherwise) ?? 0) - (bodyLimitIn(a.otherwise) ?? 0))[0] ?? {
      otherwise: DEFAULT_BODY_SIZE,
      from: null,
    }
  );
}
