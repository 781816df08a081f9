/** Whether the components of an installation are well, by their pods and by Harbor's own checker. */
import type { Answer } from '../engine/answer.ts';
import type { HarborComponent } from '../engine/harbor/records.ts';
import type { ComponentsFact } from '../probes/installation/components.ts';
import { factOf } from './answered.ts';

/** `unknown`: nothing was seen that could tell. One that is not well by either is `sick`. */
export function howComponentsAre(
  pods: Answer<ComponentsFact>,
  health: Answer<readonly HarborComponent[]>,
): 'well' | 'sick' | 'unknown' {
  const seen = factOf(pods)?.components ?? [];
  const told = factOf(health) ?? [];
  if (seen.length === 0 && told.length === 0) return 'unknown';
  return seen.every(({ ready }) => ready) && told.every(({ healthy }) => healthy) ? 'well' : 'sick';
}
