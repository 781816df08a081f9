import { defineAilment, minutesBefore } from '../ailment.ts';
import { integration } from '../objects.ts';

const made = (now: Date) =>
  integration('harbor.acme.test', {
    type: 'HealthCheckSuccess',
    status: 'True',
    reason: 'RegistryHealthCheckSuccess',
    lastTransitionTime: minutesBefore(now, 90),
  });

/** The integration was ended half-way: kangaroo is there, its object for the registry is not. */
export const integrationMissing = defineAilment({
  id: 'integration-missing',
  title: 'A registry whose integration object was never created',
  sick: () => [],
  missing: (now) => [made(now)],
  well: (now) => [made(now)],
});
