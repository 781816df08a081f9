/** The section `alerts:`: where alerts come from, and which channel is told of which. */
import { z } from 'zod';
import { AlertSeverity } from '../engine/sighting.ts';
import { isTimeZone } from '../engine/time-zone.ts';
import { envName, groupId, names } from './parts.ts';

const channelId = z
  .string()
  .regex(
    /^[CG][A-Z0-9]{5,}$/,
    'write a Slack channel id, such as C0604QSJC (channel details, at the bottom)',
  );
const severities = z.array(AlertSeverity).min(1);
const clock = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'write a time of day, such as "22:00", in quotes');

export const AlertChannelConfig = z.strictObject({
  /** Alerts written into it are answered; alerts from elsewhere that fit the lists are told there. */
  channel: channelId,
  clusters: names.exactOptional(),
  /** Globs: `shop-*`. */
  namespaces: names.exactOptional(),
  severities: severities.exactOptional(),
  /** When alerts wait until the end of it, every day. */
  quiet: z
    .strictObject({
      from: clock,
      to: clock,
      zone: z.string().refine(isTimeZone, 'write a time zone of the IANA database, such as Europe/Berlin'),
      /** What is answered all the same. */
      except: z.array(AlertSeverity).default(['critical']),
    })
    .refine(({ from, to }) => from !== to, 'from and to are the same: write two different times')
    .exactOptional(),
  /** Who is called, for which severities. */
  mention: z.strictObject({ group: groupId, severities: severities.default(['critical']) }).exactOptional(),
});
export type AlertChannelConfig = z.infer<typeof AlertChannelConfig>;

export const WEBHOOK_KINDS = ['alertmanager', 'grafana', 'pagerduty', 'harbor'] as const;
export type WebhookKind = (typeof WEBHOOK_KINDS)[number];

const headerName = z.string().regex(/^[A-Za-z0-9-]+$/, 'write the name of an HTTP header');

export const WebhookAuth = z
  .strictObject({
    bearer: z.strictObject({ tokenEnv: envName }).exactOptional(),
    basic: z.strictObject({ username: z.string().min(1), passwordEnv: envName }).exactOptional(),
    hmac: z
      .strictObject({
        secretEnv: envName,
        /** Where Grafana was told another header than its own. */
        header: headerName.exactOptional(),
        /** Where Grafana was told to sign the time as well. */
        timestampHeader: headerName.exactOptional(),
      })
      .exactOptional(),
  })
  .refine(
    (auth) => Object.values(auth).filter((one) => one !== undefined).length === 1,
    'write exactly one of `bearer`, `basic` and `hmac`',
  );
export type WebhookAuth = z.infer<typeof WebhookAuth>;

export const WebhookConfig = z.strictObject({
  /** Its address: `/webhooks/<name>`. */
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'lower-case letters, digits and dashes'),
  kind: z.enum(WEBHOOK_KINDS),
  /** Of alerts that name no cluster. */
  cluster: z.string().exactOptional(),
  auth: WebhookAuth,
});
export type WebhookConfig = z.infer<typeof WebhookConfig>;

const minutes = z.int().min(1).max(1440);

export const AlertsConfig = z.strictObject({
  channels: z.array(AlertChannelConfig).default([]),
  /** Over so many incidents in so many minutes a channel gets one summary instead of each. */
  digest: z
    .strictObject({ incidents: z.int().min(2).max(1000).default(10), minutes: minutes.max(60).default(5) })
    .prefault({}),
  webhooks: z.array(WebhookConfig).default([]),
  /** Clusters whose failing pulls we watch ourselves. */
  watch: z.strictObject({ clusters: z.array(z.string().min(1)).default([]) }).prefault({}),
  /** How often every pull is gone through by ourselves; absent: never. */
  sweep: z.strictObject({ everyMinutes: minutes }).exactOptional(),
  /** How often every registry is looked at by ourselves; absent: never. */
  health: z.strictObject({ everyMinutes: minutes }).exactOptional(),
});
export type AlertsConfig = z.infer<typeof AlertsConfig>;
