import { defineAilment } from '../ailment.ts';
import { imageController } from '../image-controller.ts';
import { egress } from '../objects.ts';

const NAMES = { ports: [{ protocol: 'UDP', port: 53 }] };
const REGISTRIES = { ports: [{ protocol: 'TCP', port: 443 }] };

/** A policy from a security review lets it ask for names only. */
export const egressBlocked = defineAilment({
  id: 'egress-blocked',
  title: 'A network policy keeps the image controller from every registry',
  beside: imageController('well'),
  sick: () => [egress([NAMES])],
  well: () => [egress([NAMES, REGISTRIES])],
});
