/** Ingresses: which hosts they serve, and what their annotations make the proxy do. Pure. */
import type { KubeObject } from '../kube-object.ts';
import { listAt, numberAt, textAt, textsAt } from './fields.ts';
import { type Keeper, keeperOf } from './keeper.ts';

export const INGRESSES = { group: 'networking.k8s.io', plural: 'ingresses' } as const;

export interface IngressObject {
  readonly namespace: string;
  readonly name: string;
  /** The field, else the old annotation; null: the cluster's default. */
  readonly className: string | null;
  readonly hosts: readonly string[];
  readonly tls: readonly { readonly hosts: readonly string[]; readonly secret: string | null }[];
  readonly paths: readonly IngressPath[];
  readonly annotations: Readonly<Record<string, string>>;
  readonly addresses: readonly string[];
  readonly keeper: Keeper | null;
}

export interface IngressPath {
  /** '' is every host. */
  readonly host: string;
  readonly path: string;
  readonly service: string | null;
  readonly port: number | string | null;
}

export function ingressOf({ metadata, spec, status }: KubeObject): IngressObject {
  const annotations = metadata.annotations ?? {};
  const rules = listAt(spec, 'rules');
  return {
    namespace: metadata.namespace ?? '',
    name: metadata.name,
    className: textAt(spec, 'ingressClassName') ?? textAt(annotations, 'kubernetes.io/ingress.class'),
    hosts: [...new Set(rules.flatMap((rule) => textAt(rule, 'host') ?? []))],
    tls: listAt(spec, 'tls').map((one) => ({
      hosts: textsAt(one, 'hosts'),
      secret: textAt(one, 'secretName'),
    })),
    paths: rules.flatMap((rule) =>
      listAt(rule, 'http', 'paths').map((path) => ({
        host: textAt(rule, 'host') ?? '',
        path: textAt(path, 'path') ?? '/',
        service: textAt(path, 'backend', 'service', 'name'),
        port:
          numberAt(path, 'backend', 'service', 'port', 'number') ??
          textAt(path, 'backend', 'service', 'port', 'name'),
      })),
    ),
    annotations,
    addresses: listAt(status, 'loadBalancer', 'ingress').flatMap(
      (one) => textAt(one, 'ip') ?? textAt(one, 'hostname') ?? [],
    ),
    keeper: keeperOf(metadata),
  };
}

/** An annotation of the nginx controller by its short name, whatever prefix that controller was given. */
export function nginxAnnotation(
  { annotations }: Pick<IngressObject, 'annotations'>,
  name: string,
): string | null {
  const key = Object.keys(annotations).find((one) => one.endsWith(`nginx.ingress.kubernetes.io/${name}`));
  return key === undefined ? null : (annotations[key] ?? null);
}
