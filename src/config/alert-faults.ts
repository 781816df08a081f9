/** Faults of `alerts:` that no single setting shows. Globs among clusters are not judged. */
import type { Words } from '../engine/words.ts';
import type { AlertsConfig, WebhookConfig } from './alerts.ts';
import type { Fault } from './read-yaml.ts';
import type { FileConfig } from './shapes.ts';

const words: Words<{
  readonly cannotSign: (kind: string) => string;
  readonly mustSign: string;
  readonly ownHeaders: (kind: string) => string;
}> = {
  en: {
    cannotSign: (kind) => `${kind} cannot sign what it sends; write \`bearer\` or \`basic\``,
    mustSign: 'PagerDuty signs what it sends; write `hmac` with the secret it showed for the subscription',
    ownHeaders: (kind) => `only Grafana can be told another header, ${kind} cannot; leave it out`,
  },
};

interface Named {
  readonly name: string;
  readonly path: Fault['path'];
}

/** Every cluster that `alerts:` names, with where. */
export function clustersNamed({ channels, webhooks, watch }: AlertsConfig): readonly Named[] {
  return [
    ...channels.flatMap((rule, index) =>
      (rule.clusters ?? []).map((name, at) => ({
        name,
        path: ['alerts', 'channels', index, 'clusters', at],
      })),
    ),
    ...webhooks.flatMap(({ cluster: name }, index) =>
      name === undefined ? [] : [{ name, path: ['alerts', 'webhooks', index, 'cluster'] }],
    ),
    ...watch.clusters.map((name, index) => ({ name, path: ['alerts', 'watch', 'clusters', index] })),
  ];
}

/** What a sender of this kind cannot do. */
export function authFaults({ alerts }: Pick<FileConfig, 'alerts'>): readonly Fault[] {
  return alerts.webhooks.flatMap(({ kind, auth }, index) => {
    const path = ['alerts', 'webhooks', index, 'auth'];
    return authFault(kind, auth).map(({ part, says }) => ({ path: [...path, ...part], says }));
  });
}

function authFault(
  kind: WebhookConfig['kind'],
  { hmac }: WebhookConfig['auth'],
): readonly { readonly part: readonly string[]; readonly says: string }[] {
  if (hmac === undefined) return kind === 'pagerduty' ? [{ part: [], says: words.en.mustSign }] : [];
  if (kind === 'alertmanager' || kind === 'harbor')
    return [{ part: ['hmac'], says: words.en.cannotSign(kind) }];
  const own = (['header', 'timestampHeader'] as const).filter((name) => hmac[name] !== undefined);
  return kind === 'grafana'
    ? []
    : own.map((name) => ({ part: ['hmac', name], says: words.en.ownHeaders(kind) }));
}
