import { defineAilment } from '../ailment.ts';
import { imageController } from '../image-controller.ts';
import { egress, imageSource } from '../objects.ts';

const NAMES = { ports: [{ protocol: 'UDP', port: 53 }] };
const REGISTRIES = { ports: [{ protocol: 'TCP', port: 443 }] };

/** A policy from a security review lets it ask for names only. */
export const egressBlocked = defineAilment({
  id: 'egress-blocked',
  title: 'A network policy keeps the image controller from every registry',
  // What it was installed for; without sources nothing tells that it is theirs.
  beside: [...imageController('well'), imageSource('harbor.acme.test', 'Success')],
  sick: () => [egress([NAMES])],
  well: () => [egress([NAMES, REGISTRIES])],
});
