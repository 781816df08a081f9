/** One Slack message event: is it about a pull or a registry, what does it call itself, what is it about. */

import { clusterNamed } from './cluster-named.ts';
import { alertingApp } from './layouts/alerting-app.ts';
import { alertmanager } from './layouts/alertmanager.ts';
import { argoCd } from './layouts/argo-cd.ts';
import { botkube } from './layouts/botkube.ts';
import { countedAlerts } from './layouts/counted-alerts.ts';
import { datadog } from './layouts/datadog.ts';
import { dynatrace } from './layouts/dynatrace.ts';
import { flux } from './layouts/flux.ts';
import { grafana } from './layouts/grafana.ts';
import { grafanaLegacy } from './layouts/grafana-legacy.ts';
import { harborSlack } from './layouts/harbor-slack.ts';
import { kwatch } from './layouts/kwatch.ts';
import { newRelic } from './layouts/new-relic.ts';
import { opsgenie } from './layouts/opsgenie.ts';
import { pagerduty } from './layouts/pagerduty.ts';
import { people } from './layouts/people.ts';
import { robusta } from './layouts/robusta.ts';
import { statedTitle } from './layouts/stated-title.ts';
import { sysdig } from './layouts/sysdig.ts';
import { readMessage, type Said } from './message.ts';
import { type Part, partsOf } from './parts.ts';
import { type Layout, NOTHING, type Reading, type Triage } from './reading.ts';
import { type Loose, list, record, text } from './record.ts';
import { registryNamed } from './registry-named.ts';
import { relevanceOf } from './relevance.ts';
import { severityOf } from './severity.ts';
import { summed } from './summed.ts';
import { type AlertTarget, type Labels, targetOf } from './target.ts';

const LAYOUTS: readonly Layout[] = [
  harborSlack,
  robusta,
  botkube,
  kwatch,
  flux,
  datadog,
  grafana,
  grafanaLegacy,
  alertmanager,
  countedAlerts,
  dynatrace,
  newRelic,
  sysdig,
  pagerduty,
  opsgenie,
  argoCd,
  statedTitle,
  alertingApp,
  people,
];

/** Subtypes that a message of a person or an app has; all others tell of the channel. */
const SPOKEN = new Set(['', 'bot_message', 'file_share', 'thread_broadcast', 'me_message']);

/** Pure; never throws; linear in the message. */
export function triageEvent(event: unknown): Triage {
  const message = newlySaid(record(event));
  return message ? triageSaid(readMessage(message)) : NOTHING;
}

/** What all readings of texts come to; also the way of webhooks that only hold text. */
export function triageSaid(said: Said): Triage {
  for (const layout of LAYOUTS) {
    const reading = layout(said);
    if (reading) return judged(reading, said);
  }
  return NOTHING;
}

function judged(read: Reading, said: Said): Triage {
  const reading = besides(read, said);
  const parts = reading.targets || reading.relevance === 'no' ? [] : partsOf(said.inOrder);
  if (parts.length > 0) return grouped(reading, parts, said);
  const { alertname, status, labels } = reading;
  const relevance = reading.relevance ?? relevanceOf(alertname, labels, said.lines);
  if (relevance === 'no') return { ...NOTHING, alertname, status };
  const targets = reading.targets ?? oneTarget(reading, said);
  const severity = severityOf(labels, said.lines);
  const told = {
    alertname,
    status: status ?? 'firing',
    severity,
    fingerprint: null,
    startsAt: null,
    at: null,
    says: said.lines,
  };
  return {
    relevant: true,
    alertname,
    status,
    targets,
    alerts: targets.map((target) => ({ ...told, target })),
  };
}

/** With the cluster that the message names besides, where its alerts name none. */
function besides(reading: Reading, said: Said): Reading {
  if (said.by === 'person' || reading.targets || isPlaced(reading.labels)) return reading;
  const cluster = clusterNamed(said, reading.labels);
  return cluster ? { ...reading, labels: { ...reading.labels, cluster } } : reading;
}

function isPlaced(labels: Labels): boolean {
  return targetOf({ ...labels, namespace: 'any' })?.cluster !== undefined;
}

/** Each of a group is judged by its own words; what all share is told once, in the title or a link. */
function grouped(reading: Reading, parts: readonly Part[], said: Said): Triage {
  const shared = Object.entries(reading.labels).filter(([key]) =>
    parts.every(
      ({ labels }) => labels[key] === undefined || (key === 'cluster' && labels[key] === reading.labels[key]),
    ),
  );
  const alerts = parts.flatMap((part) => {
    const labels = { ...Object.fromEntries(shared), ...onlyPlace(part, parts), ...part.labels };
    const alertname = labels.alertname ?? reading.alertname;
    if ((reading.relevance ?? relevanceOf(alertname, labels, part.lines)) === 'no') return [];
    const status = part.status ?? reading.status ?? 'firing';
    const severity = severityOf(labels, said.lines);
    const [target] = oneTarget({ ...reading, alertname, labels }, { ...said, lines: part.lines });
    const told = { alertname, status, severity, fingerprint: null, startsAt: null, at: null };
    return target ? [{ ...told, target, says: part.lines }] : [];
  });
  return summed(alerts, reading.alertname, reading.status);
}

/** Containers told one by one below a headline that names their pod once are all of that pod. */
function onlyPlace({ target }: Part, parts: readonly Part[]): Labels {
  if (target.pod ?? target.workload ?? target.namespace) return {};
  const placed = parts.filter((part) => part.target.pod !== undefined).map((part) => part.target);
  const [one] = placed;
  if (!one?.pod || placed.some(({ pod, namespace }) => pod !== one.pod || namespace !== one.namespace))
    return {};
  return { pod: one.pod, ...(one.namespace ? { namespace: one.namespace } : {}) };
}

function oneTarget({ alertname, labels }: Reading, said: Said): readonly AlertTarget[] {
  const registry = registryNamed(alertname, labels, said.lines);
  const target = targetOf(registry ? { ...labels, registry } : labels);
  if (target) return [target];
  return labels.cluster ? [{ cluster: labels.cluster }] : [];
}

/** The message to read: of an edit the new one, unless only Slack's own bookkeeping changed. */
function newlySaid(event: Loose): Loose | null {
  const subtype = text(event.subtype);
  if (subtype === 'message_changed') {
    const message = record(event.message);
    if (content(message) === content(record(event.previous_message))) return null;
    return newlySaid(message);
  }
  if (!SPOKEN.has(subtype) || event.user === 'USLACKBOT') return null;
  const app = event.bot_id !== undefined || subtype === 'bot_message';
  const inThread = event.thread_ts !== undefined && event.thread_ts !== event.ts;
  // What an app says in a thread follows up on something: acknowledgements, and our own answers.
  return app && inThread ? null : event;
}

/** Without what Slack unfurls and numbers by itself. */
function content(message: Loose): string {
  const own = list(message.attachments).filter((item) => record(item).from_url === undefined);
  return JSON.stringify([message.text ?? '', message.blocks ?? [], own], (key, value) =>
    key === 'block_id' ? undefined : value,
  );
}
