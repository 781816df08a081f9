/** PagerDuty's webhook events, v3 (developer.pagerduty.com/docs/webhooks-overview). */
import { NOTHING, type Triage } from './reading.ts';
import { type Loose, record, text } from './record.ts';
import { severityNamed } from './severity.ts';
import { triageSaid } from './triage.ts';

/** All others tell of people: who took it, who was called. */
const TELLS: Readonly<Record<string, 'firing' | 'resolved'>> = {
  'incident.triggered': 'firing',
  'incident.reopened': 'firing',
  'incident.resolved': 'resolved',
};

/** Pure; never throws. The title keeps `[FIRING:1]` after the end: the event's own type is the status. */
export function triagePagerDuty(event: Loose): Triage {
  const status = TELLS[text(event.event_type)];
  if (!status) return NOTHING;
  const incident = record(event.data);
  const title = text(incident.title);
  const read = triageSaid({
    headlines: [title],
    lines: title,
    fallbacks: [],
    titles: [title],
    footers: [],
    inOrder: title,
    fields: [],
    urls: [text(incident.html_url)],
    author: 'pagerduty',
    by: 'app',
  });
  if (!read.relevant) return read;
  const told =
    severityNamed(text(record(incident.priority).summary)) ?? severityNamed(text(incident.urgency));
  const fingerprint = text(incident.id) || null;
  const at = text(event.occurred_at) || null;
  const alerts = read.alerts.map((alert) => ({
    ...alert,
    status,
    severity: alert.severity ?? told,
    fingerprint,
    at,
  }));
  return { ...read, status, alerts };
}
