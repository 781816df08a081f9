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
  channel: channelId.describe(
    'Id of a Slack channel. Alerts written into it are answered in their threads; alerts from elsewhere that fit the lists are told there.',
  ),
  clusters: names.exactOptional().describe('Names of clusters; left out, all.'),
  namespaces: names.exactOptional().describe('Globs such as `shop-*`; left out, all.'),
  severities: severities.exactOptional().describe('Left out, all.'),
  quiet: z
    .strictObject({
      from: clock.describe('A time of day in quotes, such as "22:00".'),
      to: clock.describe('When it ends; on the next day where it is earlier than `from`.'),
      zone: z
        .string()
        .refine(isTimeZone, 'write a time zone of the IANA database, such as Europe/Berlin')
        .describe('Time zone of both, such as Europe/Berlin.'),
      except: z
        .array(AlertSeverity)
        .default(['critical'])
        .describe('Severities that are answered all the same.'),
    })
    .refine(({ from, to }) => from !== to, 'from and to are the same: write two different times')
    .exactOptional()
    .describe('Every day alerts wait until the end of it; what is over by then is not told.'),
  mention: z
    .strictObject({
      group: groupId.describe('Id of a Slack user group.'),
      severities: severities.default(['critical']).describe('For which severities.'),
    })
    .exactOptional()
    .describe('Who is called when a thread opens.'),
});
export type AlertChannelConfig = z.infer<typeof AlertChannelConfig>;

export const WEBHOOK_KINDS = ['alertmanager', 'grafana', 'pagerduty', 'harbor'] as const;
export type WebhookKind = (typeof WEBHOOK_KINDS)[number];

const headerName = z.string().regex(/^[A-Za-z0-9-]+$/, 'write the name of an HTTP header');

export const WebhookAuth = z
  .strictObject({
    bearer: z
      .strictObject({ tokenEnv: envName.describe('Name of the environment variable with the token.') })
      .exactOptional()
      .describe('`Authorization: Bearer …`.'),
    basic: z
      .strictObject({
        username: z.string().min(1).describe('As the sender sends it.'),
        passwordEnv: envName.describe('Name of the environment variable with the password.'),
      })
      .exactOptional()
      .describe('`Authorization: Basic …`.'),
    hmac: z
      .strictObject({
        secretEnv: envName.describe('Name of the environment variable with the secret.'),
        header: headerName.exactOptional().describe('Where Grafana was told another header than its own.'),
        timestampHeader: headerName
          .exactOptional()
          .describe('Where Grafana was told to sign the time as well.'),
      })
      .exactOptional()
      .describe('A signature of the body, by HMAC-SHA-256: PagerDuty always, Grafana where it is set up so.'),
  })
  .refine(
    (auth) => Object.values(auth).filter((one) => one !== undefined).length === 1,
    'write exactly one of `bearer`, `basic` and `hmac`',
  );
export type WebhookAuth = z.infer<typeof WebhookAuth>;

export const WebhookConfig = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'lower-case letters, digits and dashes')
    .describe('Its address is `/webhooks/<name>` on WEBHOOK_PORT.'),
  kind: z.enum(WEBHOOK_KINDS).describe('Who sends.'),
  cluster: z.string().exactOptional().describe('The cluster of alerts that name none.'),
  auth: WebhookAuth.describe('How the sender proves itself: exactly one of these.'),
});
export type WebhookConfig = z.infer<typeof WebhookConfig>;

const minutes = z.int().min(1).max(1440);

export const AlertsConfig = z.strictObject({
  channels: z.array(AlertChannelConfig).default([]).describe('Which channel is told of which alerts.'),
  digest: z
    .strictObject({
      incidents: z.int().min(2).max(1000).default(10).describe('More than so many new troubles …'),
      minutes: minutes.max(60).default(5).describe('… in so many minutes.'),
    })
    .prefault({})
    .describe('When a channel gets one summary, causes ranked, in the place of each trouble.'),
  webhooks: z.array(WebhookConfig).default([]).describe('Who may send alerts to WEBHOOK_PORT.'),
  watch: z
    .strictObject({ clusters: z.array(z.string().min(1)).default([]).describe('Names of clusters.') })
    .prefault({})
    .describe('Clusters whose failing pulls are watched, so that they are seen without any alert.'),
  sweep: z
    .strictObject({ everyMinutes: minutes.describe('Minutes between two.') })
    .exactOptional()
    .describe('Every pull gone through so often, telling only what is new; without it, never.'),
  health: z
    .strictObject({ everyMinutes: minutes.describe('Minutes between two.') })
    .exactOptional()
    .describe('Every registry looked at so often; without it, never.'),
});
export type AlertsConfig = z.infer<typeof AlertsConfig>;
