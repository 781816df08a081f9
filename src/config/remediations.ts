/** The section `remediations:`: which fixes there are here, and who may approve them. */
import { z } from 'zod';
import { USUAL_FIX_SETTINGS } from '../engine/fix-settings.ts';
import { groupId, names, userId } from './parts.ts';

const risk = z.enum(['low', 'medium', 'high']);

export const RemediationsConfig = z.strictObject({
  enabled: z
    .array(z.string().min(1))
    .default([])
    .describe('Ids of the fixes that may be offered at all (see [fixes](fixes.md)).'),
  approvers: z
    .array(
      z.strictObject({
        users: z.array(userId).default([]).describe('Slack user ids.'),
        groups: z
          .array(groupId)
          .default([])
          .describe('Slack user group ids; who is in them is read at the moment of the press.'),
        remediations: names.exactOptional().describe('Ids of fixes; left out, all.'),
        clusters: names.exactOptional().describe('Names of clusters; left out, all.'),
        namespaces: names.exactOptional().describe('Globs such as `shop-*`; left out, all.'),
        registries: names.exactOptional().describe('Names of registries; left out, all.'),
        risks: z.array(risk).min(1).exactOptional().describe('Left out, all.'),
      }),
    )
    .default([])
    .describe('Who may approve what. Without a rule that fits, nobody may.'),
  secretSources: z
    .array(
      z.strictObject({
        cluster: z.string().min(1).exactOptional().describe('Left out, in every configured cluster.'),
        namespace: z.string().min(1).describe('Where it lies.'),
        name: z.string().min(1).describe('Its name, which the copy keeps.'),
        to: names.describe('Namespaces it may be copied to; globs such as `shop-*`.'),
      }),
    )
    .default([])
    .describe('Secrets with a login that may be copied to where pods lack one; no other is.'),
  measuringImage: z
    .string()
    .regex(
      /^[^\s/]+(?:\/[^\s/]+)+[:@][^\s/]+$/,
      'write an image with its host and tag, as `harbor.acme.io/tools/curl:8.11.1`',
    )
    .default(USUAL_FIX_SETTINGS.measuringImage)
    .describe(
      'What the Job of `measure-in-cluster` runs: any image with curl 7.75 or newer. Mirror it where nodes cannot pull from Docker Hub, and name the mirror here.',
    ),
  debugMinutes: z
    .int()
    .min(1)
    .max(240)
    .default(USUAL_FIX_SETTINGS.debugMinutes)
    .describe('How long `turn-on-debug` leaves a component at `debug` before it takes that back by itself.'),
  expireMinutes: z.int().min(1).max(1440).default(30).describe('How long a plan waits for its yes.'),
  autopilot: z
    .array(
      z.strictObject({
        remediation: z.string().min(1).describe('Id of a fix of low risk.'),
        cluster: z.string().min(1).describe('Name of a cluster.'),
        namespaces: names.describe('Globs such as `shop-*`.'),
        perHour: z
          .int()
          .min(1)
          .max(60)
          .default(3)
          .describe('Writes in any sixty minutes; beyond that people are asked.'),
      }),
    )
    .default([])
    .describe('Low risk without a yes; off unless it is written here.'),
});
export type RemediationsConfig = z.infer<typeof RemediationsConfig>;
