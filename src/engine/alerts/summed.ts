/** What several alerts come to together. */
import { unique } from './harbor-event.ts';
import { type AlertStatus, NOTHING, type ToldAlert, type Triage } from './reading.ts';

/** A group fires while one of its alerts does; its targets are those of the alerts that share its status. */
export function summed(
  alerts: readonly ToldAlert[],
  alertname: string | null,
  otherwise: AlertStatus | null,
): Triage {
  if (alerts.length === 0) return { ...NOTHING, alertname, status: otherwise };
  const status = alerts.some((alert) => alert.status === 'firing') ? 'firing' : 'resolved';
  const targets = unique(alerts.filter((alert) => alert.status === status).map(({ target }) => target));
  return { relevant: true, alertname: alertname ?? alerts[0]?.alertname ?? null, status, targets, alerts };
}
