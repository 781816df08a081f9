import { z } from 'zod';
import { siteOf, toldBy } from '../../engine/installation-place.ts';
import type { KubeObject } from '../../engine/kube-object.ts';
import type { Probe } from '../../engine/probe.ts';

/** A Deployment of the installation with the volumes it mounts. */
export interface RegistryWorkload {
  readonly name: string;
  readonly component: string | null;
  readonly replicas: number;
  /** RollingUpdate, Recreate. */
  readonly strategy: string;
  readonly claims: readonly {
    readonly name: string;
    /** ReadWriteOnce, ReadWriteMany, … */
    readonly modes: readonly string[];
  }[];
}

const deploymentSpec = z.object({
  replicas: z.number().optional(),
  strategy: z.object({ type: z.string().optional() }).optional(),
  template: z.object({
    spec: z.object({
      volumes: z
        .array(z.object({ persistentVolumeClaim: z.object({ claimName: z.string() }).optional() }))
        .optional(),
    }),
  }),
});
const claimSpec = z.object({ accessModes: z.array(z.string()).optional() }).catch({});

export const registryWorkloads: Probe<readonly RegistryWorkload[]> = {
  id: 'registry-workloads',
  asks: () => 'reading its Deployments and volumes',
  rights: [
    { group: 'apps', resource: 'deployments', verb: 'list' },
    { group: '', resource: 'persistentvolumeclaims', verb: 'list' },
  ],
  async ask(context) {
    const { reader, namespace } = siteOf(context, 'harbor', 'distribution');
    const [deployments, claims] = await Promise.all([
      reader.objects({ group: 'apps', plural: 'deployments' }, namespace),
      reader.objects({ group: '', plural: 'persistentvolumeclaims' }, namespace),
    ]);
    const modes = new Map(
      (toldBy(claims) ?? []).map(({ metadata, spec }) => [
        metadata.name,
        claimSpec.parse(spec ?? {}).accessModes ?? [],
      ]),
    );
    return (toldBy(deployments) ?? []).flatMap((object) => read(object, modes));
  },
};

function read(
  { metadata, spec }: KubeObject,
  modes: ReadonlyMap<string, readonly string[]>,
): readonly RegistryWorkload[] {
  const parsed = deploymentSpec.safeParse(spec);
  if (!parsed.success) return [];
  const { replicas = 1, strategy, template } = parsed.data;
  const claims = (template.spec.volumes ?? []).flatMap(({ persistentVolumeClaim: claim }) =>
    claim ? [{ name: claim.claimName, modes: modes.get(claim.claimName) ?? [] }] : [],
  );
  const labels = metadata.labels ?? {};
  return [
    {
      name: metadata.name,
      component: labels['component'] ?? labels['app.kubernetes.io/component'] ?? null,
      replicas,
      strategy: strategy?.type ?? 'RollingUpdate',
      claims,
    },
  ];
}
