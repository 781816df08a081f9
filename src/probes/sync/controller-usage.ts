import { CouldNotAsk } from '../../engine/answer.ts';
import { siteOf, toldBy } from '../../engine/installation-place.ts';
import { POD_METRICS, podMetricsOf } from '../../engine/kubernetes/pod-metrics.ts';
import { type WorkloadContainer, workloadOf } from '../../engine/kubernetes/workload.ts';
import type { Probe } from '../../engine/probe.ts';
import { components } from '../installation/components.ts';

export interface ControllerUsage {
  readonly pod: string;
  readonly container: string;
  readonly deployment: string;
  /** Bytes and CPUs; null: not measured, or not limited. */
  readonly memory: { readonly used: number | null; readonly limit: number | null };
  readonly cpu: { readonly used: number | null; readonly limit: number | null };
}

/** What the image controller's pods use beside what they may. */
export const controllerUsage: Probe<readonly ControllerUsage[]> = {
  id: 'controller-usage',
  asks: () => 'reading what the image controller uses',
  rights: [
    { group: 'apps', resource: 'deployments', verb: 'list' },
    { group: POD_METRICS.group, resource: POD_METRICS.plural, verb: 'list' },
  ],
  async ask(context) {
    const { reader, namespace } = siteOf(context, 'image-controller');
    const pods = (await context.need(components)).components.filter(
      ({ component }) => component === 'image-controller',
    );
    const [deployments, measured] = await Promise.all([
      reader.objects({ group: 'apps', plural: 'deployments' }, namespace),
      reader.objects(POD_METRICS, namespace),
    ]);
    const workloads = (toldBy(deployments) ?? []).map(workloadOf);
    if (measured.ended === 'forbidden') throw new CouldNotAsk(measured.says);
    // Without metrics-server the limits are still worth knowing.
    const usages = measured.ended === 'found' ? measured.value.map(podMetricsOf) : [];
    return pods.map(({ pod, container, owner }) => {
      const workload = workloads.find(({ name }) => name === owner?.name);
      const limits = workload?.containers.find(({ name }: WorkloadContainer) => name === container)?.limits;
      const usage = usages
        .find((one) => one.pod === pod)
        ?.containers.find(({ name }) => name === container)?.usage;
      return {
        pod,
        container,
        deployment: workload?.name ?? owner?.name ?? 'image-controller',
        memory: { used: usage?.memory ?? null, limit: limits?.memory ?? null },
        cpu: { used: usage?.cpu ?? null, limit: limits?.cpu ?? null },
      };
    });
  },
};
