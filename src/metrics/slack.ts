/** What goes between Slack and the bot. How much waits to be posted is the depth of the queue `deliver`. */
import { Counter, Gauge, Histogram } from 'prom-client';
import { ACK_SECONDS, LONG_SECONDS, registry, SECONDS } from './registry.ts';

export const slackConnected = new Gauge({
  name: 'registry_medic_slack_connected',
  help: '1 while Slack can reach the bot: Socket Mode is connected, or HTTP is listened on; else 0.',
  labelNames: ['mode'],
  registers: [registry],
});

export const slackDeliveries = new Counter({
  name: 'registry_medic_slack_deliveries_total',
  help: 'What Slack delivered, by kind, and what became of it: new, seen (known already), away (Redis did not take it), foreign (another workspace).',
  labelNames: ['kind', 'taken'],
  registers: [registry],
});

/** Seconds. */
export const slackAcknowledgement = new Histogram({
  name: 'registry_medic_slack_acknowledgement_seconds',
  help: 'From when a delivery came in to when it was acknowledged, in seconds; Slack gives up after 3 s.',
  labelNames: ['kind'],
  buckets: ACK_SECONDS,
  registers: [registry],
});

export const slackCalls = new Counter({
  name: 'registry_medic_slack_calls_total',
  help: 'Calls of the Web API by method, and how each ended: ok, rate-limited (429), refused (an error of Slack), unsure (no answer, or a passing error).',
  labelNames: ['method', 'outcome'],
  registers: [registry],
});

/** Seconds. */
export const slackCallDuration = new Histogram({
  name: 'registry_medic_slack_call_duration_seconds',
  help: 'How long a call of the Web API took, in seconds.',
  labelNames: ['method'],
  buckets: SECONDS,
  registers: [registry],
});

/** Seconds. */
export const slackPaceWait = new Histogram({
  name: 'registry_medic_slack_pace_wait_seconds',
  help: 'How long a call was told to wait because Slack had asked to be called less, in seconds, by who waits: people or alerts.',
  labelNames: ['rank'],
  buckets: LONG_SECONDS,
  registers: [registry],
});
