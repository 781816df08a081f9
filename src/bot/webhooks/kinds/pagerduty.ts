/** PagerDuty's webhooks v3 and their signatures (developer.pagerduty.com/docs/verifying-signatures). */
import { z } from 'zod';
import { triageWebhook } from '../../../engine/alerts/webhook.ts';
import type { Words } from '../../../engine/words.ts';
import { headerOf, hmacOf, sameSecret } from '../compare.ts';
import type { WebhookKind } from '../kind.ts';

const words: Words<{ readonly noEvent: string }> = {
  en: {
    noEvent:
      'no `event` with an `id` and an `event_type` in the body: this address takes Generic Webhooks of version 3. Make a new subscription if this one is of version 1 or 2.',
  },
};

const Body = z.looseObject({ event: z.looseObject({ id: z.string().min(1), event_type: z.string() }) });

/** While a secret is replaced there is one for each. */
const MOST_SIGNATURES = 10;

const pagerduty: WebhookKind = {
  id: 'pagerduty',
  tooFast: 503,
  read(body) {
    const read = Body.safeParse(body);
    if (!read.success) return words.en.noEvent;
    const delivery = `pagerduty ${read.data.event.id}`;
    return triageWebhook('pagerduty', body).alerts.map((alert) => ({ alert, delivery }));
  },
  signs({ headers, raw, secret }) {
    const right = hmacOf(secret, raw);
    const given = headerOf(headers, 'x-pagerduty-signature')
      .slice(0, 2_000)
      .split(',')
      .slice(0, MOST_SIGNATURES);
    // All are compared, so that the time does not tell which was right.
    const fit = given.map((one) => {
      const [version = '', signature = ''] = one.trim().split('=', 2);
      return sameSecret(signature.toLowerCase(), right) && version === 'v1';
    });
    return fit.includes(true);
  },
};

export default pagerduty;
