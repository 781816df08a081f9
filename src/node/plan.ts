/** Which hosts the node's runtime would ask for an image, in which order, and how. */
import type { ImageReference } from '../engine/reference.ts';
import { originOf, type Plan } from './planned-host.ts';
import { planContainerd } from './plans/containerd.ts';
import { planCrio } from './plans/cri-o.ts';
import { planDocker } from './plans/docker.ts';
import type { NodeFiles } from './root.ts';
import type { Runtime } from './runtime.ts';

const PLANS: Readonly<Record<Runtime, (files: NodeFiles, ref: ImageReference) => Promise<Plan>>> = {
  containerd: planContainerd,
  'cri-o': planCrio,
  docker: planDocker,
};

/** The hosts of the runtime's settings; the image's own host follows for comparison where they leave it out. */
export async function planFor(files: NodeFiles, runtime: Runtime, ref: ImageReference): Promise<Plan> {
  const plan = await PLANS[runtime](files, ref);
  const asksOrigin = plan.hosts.some(
    ({ host, port }) => host === ref.endpoint.host && port === ref.endpoint.port,
  );
  return asksOrigin ? plan : { ...plan, hosts: [...plan.hosts, { ...originOf(ref), role: 'origin' }] };
}
