import { callRights } from '../../engine/harbor/call-rights.ts';
import type { EndpointPing, ReplicationEndpoint } from '../../engine/harbor/records.ts';
import { harborFrom, toldByHarbor } from '../../engine/installation-place.ts';
import type { Probe } from '../../engine/probe.ts';
import { replicationPolicy } from './replication-policy.ts';

export interface EndpointPingFact {
  readonly endpoint: ReplicationEndpoint;
  readonly ping: EndpointPing;
}

/** Core tries the policy's endpoint this minute; the stored status may be stale (every 5 min, kept on errors). */
export const endpointPing: Probe<EndpointPingFact> = {
  id: 'endpoint-ping',
  asks: () => 'letting Harbor try the other side now',
  timeBoxMs: 30_000,
  harborRights: callRights('pingEndpoint'),
  async ask(context) {
    const harbor = harborFrom(context);
    const { endpoint } = await context.need(replicationPolicy);
    return { endpoint, ping: toldByHarbor(await harbor.pingEndpoint(endpoint.id), harbor) };
  },
};
