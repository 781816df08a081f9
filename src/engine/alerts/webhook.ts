/** Webhook bodies of Alertmanager v4, Grafana, PagerDuty v3 and Harbor. */
import { triageHarbor } from './harbor-event.ts';
import { triagePagerDuty } from './pagerduty-event.ts';
import { type AlertStatus, NOTHING, type ToldAlert, type Triage } from './reading.ts';
import { type Loose, list, record, text } from './record.ts';
import { registryNamed } from './registry-named.ts';
import { relevanceOf } from './relevance.ts';
import { severityOf } from './severity.ts';
import { spoken } from './spoken.ts';
import { summed } from './summed.ts';
import { targetOf } from './target.ts';

export type WebhookSource = 'alertmanager' | 'grafana' | 'pagerduty' | 'harbor';

/** Pure; never throws; linear in the body. */
export function triageWebhook(source: WebhookSource, body: unknown): Triage {
  const given = record(body);
  if (source === 'harbor') return triageHarbor(text(given.type), given.event_data ?? given.data);
  if (source === 'pagerduty') return triagePagerDuty(record(given.event));
  return triageAlerts(given);
}

/** A group fires while one of its alerts does, and is as relevant as those that share its status. */
function triageAlerts(body: Loose): Triage {
  const read = list(body.alerts).map((alert) => readAlert(record(alert)));
  const status = read.some((one) => one.status === 'firing') ? 'firing' : read.length > 0 ? 'resolved' : null;
  const share = read.filter((one) => one.status === status);
  const common = strings(body.commonLabels).alertname;
  const alerts = read.flatMap(({ told }) => told);
  const relevant = share.find((one) => one.relevant);
  const alertname = common ?? (relevant ?? share[0])?.alertname ?? null;
  if (!relevant) return { ...NOTHING, alertname, status, alerts };
  return { ...summed(alerts, alertname, status), relevant: true };
}

interface ReadAlert {
  readonly relevant: boolean;
  readonly alertname: string | null;
  readonly status: AlertStatus;
  /** Empty where it is not relevant, or names nothing to look at. */
  readonly told: readonly ToldAlert[];
}

function readAlert(alert: Loose): ReadAlert {
  const labels = strings(alert.labels);
  const prose = Object.values(strings(alert.annotations)).join('\n');
  const alertname = labels.alertname ?? null;
  const status = alert.status === 'resolved' ? 'resolved' : 'firing';
  const relevant = relevanceOf(alertname, labels, `${labels.alertname ?? ''}\n${prose}`) !== 'no';
  const registry = registryNamed(alertname, labels, prose);
  const target = targetOf({
    ...only(spoken(prose), labels),
    ...labels,
    ...(registry ? { registry } : {}),
  });
  if (!relevant || !target) return { relevant, alertname, status, told: [] };
  const severity = severityOf(labels);
  const fingerprint = text(alert.fingerprint) || null;
  const startsAt = text(alert.startsAt) || null;
  const at = (status === 'resolved' ? text(alert.endsAt) : startsAt) || null;
  const told = { alertname, status, severity, target, fingerprint, startsAt, at, says: prose } as const;
  return { relevant, alertname, status, told: [told] };
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
