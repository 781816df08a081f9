import { defineAilment, minutesBefore } from '../ailment.ts';
import { integration } from '../objects.ts';

const HOST = 'harbor.kangaroo.acme.test';

/** The global cluster's DNS was never told of the registry. */
export const integrationDns = defineAilment({
  id: 'integration-dns',
  title: 'An integrated registry whose name the global cluster cannot resolve',
  sick: (now) => [
    integration(HOST, {
      type: 'HealthCheckFail',
      status: 'False',
      reason: 'RegistryHealthCheckFail',
      message: `Get "https://${HOST}": dial tcp: lookup ${HOST} on 10.233.0.3:53: no such host`,
      lastTransitionTime: minutesBefore(now, 40),
    }),
  ],
  well: (now) => [
    integration(HOST, {
      type: 'HealthCheckSuccess',
      status: 'True',
      reason: 'RegistryHealthCheckSuccess',
      lastTransitionTime: minutesBefore(now, 0),
    }),
  ],
});
