/** A Harbor project's webhook, default and CloudEvents payloads (goharbor/harbor src/pkg/notifier/formats). */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { triageWebhook } from '../../../engine/alerts/webhook.ts';
import type { Words } from '../../../engine/words.ts';
import type { WebhookKind } from '../kind.ts';

const words: Words<{ readonly noEvent: string }> = {
  en: {
    noEvent:
      'neither `type` and `event_data` (Default) nor `specversion`, `id`, `type` and `data` (CloudEvents) in the body: this address takes the webhook of a Harbor project with notify type http.',
  },
};

const data = z.record(z.string(), z.unknown());
const Body = z.union([
  z.looseObject({ specversion: z.string(), id: z.string().min(1), type: z.string().min(1), data }),
  z.looseObject({
    type: z.string().min(1),
    occur_at: z.union([z.number(), z.string()]).optional(),
    event_data: data,
  }),
]);

const harbor: WebhookKind = {
  id: 'harbor',
  // Its job service tries again on anything but 2xx.
  tooFast: 429,
  token: 'as-typed',
  read(body) {
    const read = Body.safeParse(body);
    if (!read.success) return words.en.noEvent;
    const delivery = `harbor ${deliveryOf(read.data)}`;
    return triageWebhook('harbor', body).alerts.map((alert) => ({ alert, delivery }));
  },
};

/** A body is rendered once and repeated as it is: CloudEvents number it, else what it holds tells it. */
function deliveryOf(event: z.infer<typeof Body>): string {
  if ('specversion' in event && typeof event.id === 'string') return event.id;
  return createHash('sha256').update(JSON.stringify(event)).digest('base64url');
}

export default harbor;
