/** Which registry an alert about registries is about. */
import { probedRegistry } from './registry-trouble.ts';
import type { Labels } from './target.ts';

const HOST = /\b(?:https?:\/\/)?((?:[a-z0-9-]+\.)+(?:[a-z]{2,})(?::\d+)?)\b/g;

/** A host in the cluster or of the monitoring is where somebody looked from. */
const NOT_A_REGISTRY =
  /\.svc\b|\.svc\.|prometheus|alertmanager|grafana|runbooks?\.|github\.com|datadoghq|robusta\.dev|pagerduty|\.(?:yaml|yml|json|md|go|html)$|metrics/;

/** Null where the alert is about an image or a pod, or names none. */
export function registryNamed(alertname: string | null, labels: Labels, lines: string): string | null {
  if (labels.image || !alertname) return null;
  const probed = labels.registry ? null : probedRegistry(alertname, labels, lines);
  if (probed) return probed;
  if (!/harbor|registry|docker ?hub|quay|artifactory|zot/i.test(alertname)) return null;
  if (labels.registry) return null;
  if (/docker ?hub/i.test(alertname)) return 'docker.io';
  const told = [labels.target, labels.host, labels.url, labels.instance]
    .filter((value) => value !== undefined)
    .join(' ');
  const hosts = [...`${told}\n${lines.slice(0, 20_000)}`.matchAll(HOST)].map(([, host = '']) => host);
  const own = hosts.find((host) => !NOT_A_REGISTRY.test(host));
  if (own) return /docker\.io$/.test(own) ? 'docker.io' : own;
  return /harbor/i.test(alertname) ? 'harbor' : null;
}
