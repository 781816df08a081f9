/** Under which host a registry of a namespace is reached: Harbor's own setting, else an Ingress. */
import { z } from 'zod';
import type { ClusterReader } from '../../engine/cluster.ts';
import type { Installation } from '../../engine/installation.ts';
import type { KubeObject } from '../../engine/kube-object.ts';

export interface Address {
  readonly host: string;
  readonly scheme?: 'http';
}

/** Where it was told: `of` is the name of the object, the services it leads to beside. */
export interface Told {
  readonly from: 'harbor' | 'ingress';
  readonly address: Address;
  readonly of: string;
  readonly services: readonly string[];
}

const ingressSpec = z.object({
  tls: z.array(z.object({ hosts: z.array(z.string()).optional() })).optional(),
  rules: z
    .array(
      z.object({
        host: z.string().optional(),
        http: z
          .object({
            paths: z.array(
              z.object({
                backend: z.object({
                  service: z.object({ name: z.string() }).optional(),
                  // extensions/v1beta1, as clusters of that age have it.
                  serviceName: z.string().optional(),
                }),
              }),
            ),
          })
          .optional(),
      }),
    )
    .optional(),
});

/** Everything that tells an address in a namespace; what may not be read is told to `refused`. */
export async function addressesOf(
  cluster: ClusterReader,
  namespace: string,
  refused: (why: string) => void,
): Promise<readonly Told[]> {
  const [maps, ingresses] = await Promise.all([
    cluster.objects({ group: '', plural: 'configmaps' }, namespace),
    cluster.objects({ group: 'networking.k8s.io', plural: 'ingresses' }, namespace),
  ]);
  for (const answer of [maps, ingresses])
    if (answer.ended === 'forbidden' || answer.ended === 'unreachable') refused(answer.says);
  return [
    ...(maps.ended === 'found' ? maps.value.flatMap(ofConfigMap) : []),
    ...(ingresses.ended === 'found' ? ingresses.value.flatMap(ofIngress) : []),
  ];
}

/** The address of this installation among what was told; null when nothing tells it. */
export function addressOf(told: readonly Told[], { product, place }: Installation): Address | null {
  const instance = place?.instance ?? null;
  const isOf = ({ of, services }: Told): boolean =>
    instance === null || [of, ...services].some((name) => name.includes(instance));
  const own = told.filter(({ from }) => from === 'harbor' && product === 'harbor');
  const routed = told.filter(({ from }) => from === 'ingress');
  const best = own.find(isOf) ?? (own.length === 1 ? own[0] : undefined) ?? routed.find(isOf);
  return best?.address ?? null;
}

/** `https://harbor.example.com:8443/` → its host; null when it is no URL. */
export function urlOf(text: string): Address | null {
  if (!URL.canParse(text)) return null;
  const { protocol, host } = new URL(text);
  if (host === '') return null;
  return protocol === 'http:' ? { host, scheme: 'http' } : { host };
}

/** core's environment in every chart of Harbor. */
function ofConfigMap({ metadata, data }: KubeObject): readonly Told[] {
  const address = urlOf(data?.['EXT_ENDPOINT'] ?? '');
  return address ? [{ from: 'harbor', address, of: metadata.name, services: [] }] : [];
}

function ofIngress({ metadata, spec }: KubeObject): readonly Told[] {
  const parsed = ingressSpec.safeParse(spec);
  if (!parsed.success) return [];
  const secured = new Set((parsed.data.tls ?? []).flatMap(({ hosts }) => hosts ?? []));
  const allSecured = (parsed.data.tls ?? []).some(({ hosts }) => hosts === undefined);
  return (parsed.data.rules ?? []).flatMap(({ host, http }) => {
    if (!host || host.startsWith('*')) return [];
    const services = (http?.paths ?? []).flatMap(({ backend }) => {
      const service = backend.service?.name ?? backend.serviceName;
      return service ? [service] : [];
    });
    const plain = !allSecured && !secured.has(host);
    const address: Address = plain ? { host, scheme: 'http' } : { host };
    return [{ from: 'ingress' as const, address, of: metadata.name, services }];
  });
}
