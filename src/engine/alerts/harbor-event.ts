/** Harbor's webhook events, default and CloudEvents (goharbor/harbor src/pkg/notifier/{model,formats}). */
import type { AlertSeverity } from '../sighting.ts';
import { NOTHING, type ToldAlert, type Triage } from './reading.ts';
import { type Loose, list, record, text } from './record.ts';
import { type AlertTarget, registryOfImage } from './target.ts';

/** Pure; never throws. `type` as the event names itself; `data` is `event_data` or CloudEvents' `data`. */
export function triageHarbor(type: string, data: unknown): Triage {
  const kind = type
    .replace(/^harbor\./, '')
    .replaceAll('.', '_')
    .toUpperCase();
  const silent: Triage = { ...NOTHING, alertname: type || null };
  if (kind.startsWith('REPLICATION')) {
    const told = record(record(data).replication);
    if (!/fail|error/i.test(text(told.job_status))) return silent;
    return firing(type, replicated(told), reasons(told), 'replication');
  }
  if (/^QUOTA_(?:EXCEED|EXCEEDED|WARNING)$/.test(kind) || /^(?:DELETE_ARTIFACT|ARTIFACT_DELETED)$/.test(kind))
    return firing(type, resources(data), text(record(record(data).custom_attributes).Details), 'push');
  return silent;
}

/** A deletion is relevant to whoever wants to know, and trouble to nobody until something needs it. */
function firing(
  alertname: string,
  targets: readonly AlertTarget[],
  says: string,
  failed: NonNullable<ToldAlert['failed']>,
): Triage {
  const severity: AlertSeverity = /WARN/i.test(alertname) ? 'info' : 'warning';
  const told = {
    alertname,
    status: 'firing',
    severity,
    fingerprint: null,
    startsAt: null,
    at: null,
    says,
    failed,
  } as const;
  const alerts = /DELETE/i.test(alertname) ? [] : targets.map((target) => ({ ...told, target }));
  return { relevant: true, alertname, status: 'firing', targets, alerts };
}

function reasons(told: Loose): string {
  const said = list(told.failed_artifact).map((item) => text(record(item).fail_reason));
  return [...new Set(said)].filter(Boolean).join('\n');
}

function replicated(told: Loose): readonly AlertTarget[] {
  const registry = text(told.harbor_hostname);
  const project = text(record(told.src_resource).namespace);
  const failed = list(told.failed_artifact).map((item) => {
    const { name_tag, references } = record(item);
    const name = text(name_tag).split(' ')[0] ?? '';
    const [reference] = list(references);
    const path = [project, name].filter(Boolean).join('/');
    const joint = text(reference).startsWith('sha256:') ? '@' : ':';
    const image = text(reference) && !name.includes(':') ? `${path}${joint}${text(reference)}` : path;
    return { ...(registry ? { registry } : {}), ...(name ? { image } : {}) };
  });
  return failed.length > 0 ? unique(failed) : registry ? [{ registry }] : [];
}

function resources(data: unknown): readonly AlertTarget[] {
  const urls = list(record(data).resources)
    .map((item) => text(record(item).resource_url))
    .filter(Boolean);
  if (urls.length > 0) return unique(urls.map((image) => ({ image, registry: registryOfImage(image) })));
  const image = text(record(record(data).repository).repo_full_name);
  return image ? [{ image }] : [];
}

export function unique(targets: readonly AlertTarget[]): readonly AlertTarget[] {
  const seen = new Map(targets.map((target) => [JSON.stringify(target, Object.keys(target).sort()), target]));
  return [...seen.values()];
}
