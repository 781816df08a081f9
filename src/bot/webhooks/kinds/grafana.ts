/** Grafana's webhook contact point and its HMAC (grafana/alerting receivers/webhook/v1, http/hmac.go). */
import { triageWebhook } from '../../../engine/alerts/webhook.ts';
import type { Words } from '../../../engine/words.ts';
import { headerOf, hmacOf, sameSecret } from '../compare.ts';
import type { WebhookKind } from '../kind.ts';
import { newsOfGroup } from '../news.ts';

const words: Words<{ readonly noAlerts: string }> = {
  en: {
    noAlerts:
      'no list `alerts` in the body: this address takes the default payload of a Grafana contact point of type Webhook. Take the custom payload out of it.',
  },
};

const HEADER = 'x-grafana-alerting-signature';

/** As Slack has it: older ones may be repeats of somebody who listened. Milliseconds. */
const OLDEST_MS = 5 * 60 * 1000;

const grafana: WebhookKind = {
  id: 'grafana',
  tooFast: 503,
  read: (body) => newsOfGroup(body, triageWebhook('grafana', body)) ?? words.en.noAlerts,
  signs({ headers, raw, secret, header = HEADER, timestampHeader, now }) {
    const given = headerOf(headers, header).toLowerCase();
    if (timestampHeader === undefined) return sameSecret(given, hmacOf(secret, raw));
    const time = headerOf(headers, timestampHeader);
    const isRecent = /^\d{1,12}$/.test(time) && Math.abs(now - Number(time) * 1000) <= OLDEST_MS;
    return sameSecret(given, hmacOf(secret, time, ':', raw)) && isRecent;
  },
};

export default grafana;
