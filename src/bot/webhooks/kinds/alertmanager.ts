/** Alertmanager's webhook, version 4 (prometheus.io/docs/alerting/latest/configuration/#webhook_config). */
import { triageWebhook } from '../../../engine/alerts/webhook.ts';
import type { Words } from '../../../engine/words.ts';
import type { WebhookKind } from '../kind.ts';
import { newsOfGroup } from '../news.ts';

const words: Words<{ readonly noAlerts: string }> = {
  en: {
    noAlerts:
      'no list `alerts` in the body: this address takes what `webhook_configs:` of Alertmanager sends (version 4). Point that here, not another tool.',
  },
};

const alertmanager: WebhookKind = {
  id: 'alertmanager',
  tooFast: 503,
  read: (body) => newsOfGroup(body, triageWebhook('alertmanager', body)) ?? words.en.noAlerts,
};

export default alertmanager;
