/** Webhook bodies of Alertmanager v4, Grafana and Harbor. */
import { triageHarbor, unique } from './harbor-event.ts';
import { NOTHING, type Triage } from './reading.ts';
import { type Loose, list, record, text } from './record.ts';
import { registryNamed } from './registry-named.ts';
import { relevanceOf } from './relevance.ts';
import { spoken } from './spoken.ts';
import { targetOf } from './target.ts';

export type WebhookSource = 'alertmanager' | 'grafana' | 'harbor';

/** Pure; never throws; linear in the body. */
export function triageWebhook(source: WebhookSource, body: unknown): Triage {
  const given = record(body);
  if (source === 'harbor') return triageHarbor(text(given.type), given.event_data ?? given.data);
  return triageAlerts(given);
}

/** A group fires while one of its alerts does; targets are those of the alerts that share its status. */
function triageAlerts(body: Loose): Triage {
  const alerts = list(body.alerts).map(record);
  const firing = alerts.filter(({ status }) => status === 'firing');
  const status = alerts.length === 0 ? null : firing.length > 0 ? 'firing' : 'resolved';
  const read = (firing.length > 0 ? firing : alerts).map(readAlert);
  const common = strings(body.commonLabels).alertname ?? read[0]?.alertname ?? null;
  const relevant = read.filter((alert) => alert.relevant);
  if (relevant.length === 0) return { ...NOTHING, alertname: common, status };
  const alertname = strings(body.commonLabels).alertname ?? relevant[0]?.alertname ?? null;
  return { relevant: true, alertname, status, targets: unique(relevant.flatMap(({ targets }) => targets)) };
}

function readAlert(alert: Loose): Triage {
  const labels = strings(alert.labels);
  const prose = Object.values(strings(alert.annotations)).join('\n');
  const alertname = labels.alertname ?? null;
  const relevant = relevanceOf(alertname, labels, `${labels.alertname ?? ''}\n${prose}`) !== 'no';
  const registry = registryNamed(alertname, labels, prose);
  const target = targetOf({
    ...only(spoken(prose), labels),
    ...labels,
    ...(registry ? { registry } : {}),
  });
  return { relevant, alertname, status: null, targets: relevant && target ? [target] : [] };
}

/** What sentences add to labels: an image, and places where labels have none at all. */
function only(prose: Readonly<Record<string, string>>, labels: Readonly<Record<string, string>>) {
  return labels.namespace || labels.kube_namespace ? (prose.image ? { image: prose.image } : {}) : prose;
}

function strings(value: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(record(value)).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
