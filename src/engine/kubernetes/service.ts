/** Services: under which addresses and ports something is reached. Pure. */
import type { KubeObject } from '../kube-object.ts';
import { listAt, mapAt, numberAt, textAt, textsAt } from './fields.ts';

export const SERVICES = { group: '', plural: 'services' } as const;

export interface ServiceObject {
  readonly namespace: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** `ClusterIP`, `NodePort`, `LoadBalancer`, `ExternalName`. */
  readonly type: string;
  /** Null for a headless one, and while it has none. */
  readonly clusterIp: string | null;
  readonly externalName: string | null;
  readonly selector: Readonly<Record<string, string>>;
  readonly ports: readonly ServicePort[];
  /** What the load balancer was given, and `spec.externalIPs`. */
  readonly addresses: readonly string[];
}

export interface ServicePort {
  readonly name: string | null;
  readonly protocol: string;
  readonly port: number;
  readonly target: number | string;
  readonly nodePort: number | null;
}

export function serviceOf({ metadata, spec, status }: KubeObject): ServiceObject {
  const clusterIp = textAt(spec, 'clusterIP');
  return {
    namespace: metadata.namespace ?? '',
    name: metadata.name,
    labels: metadata.labels ?? {},
    type: textAt(spec, 'type') ?? 'ClusterIP',
    clusterIp: clusterIp === 'None' ? null : clusterIp,
    externalName: textAt(spec, 'externalName'),
    selector: mapAt(spec, 'selector'),
    ports: listAt(spec, 'ports').flatMap(portOf),
    addresses: [
      ...listAt(status, 'loadBalancer', 'ingress').flatMap(
        (one) => textAt(one, 'ip') ?? textAt(one, 'hostname') ?? [],
      ),
      ...textsAt(spec, 'externalIPs'),
    ],
  };
}

function portOf(value: unknown): readonly ServicePort[] {
  const port = numberAt(value, 'port');
  if (port === null) return [];
  return [
    {
      name: textAt(value, 'name'),
      protocol: textAt(value, 'protocol') ?? 'TCP',
      port,
      target: numberAt(value, 'targetPort') ?? textAt(value, 'targetPort') ?? port,
      nodePort: numberAt(value, 'nodePort'),
    },
  ];
}
