/** What a command asks for; the data of a diagnose job, so plain JSON and parsed by zod on arrival. */
import { z } from 'zod';

const name = z.string().min(1).max(512);

export const PullQuestion = z.object({
  kind: z.literal('pull'),
  /** Configured cluster name; absent: the default cluster, or every cluster when the subject names none. */
  cluster: name.optional(),
  namespace: name.optional(),
  /** `pod`, `deployment`, `statefulset`, `daemonset`, `job`, `cronjob`, when the person said so. */
  workload: name.optional(),
  /** A pod or workload name, a prefix of one, or an image reference. */
  what: name,
});
export type PullQuestion = z.infer<typeof PullQuestion>;

export const StatusQuestion = z.object({
  kind: z.literal('status'),
  /** A configured registry's name or host; absent: all. */
  registry: name.optional(),
});
export type StatusQuestion = z.infer<typeof StatusQuestion>;

export const SweepQuestion = z.object({
  kind: z.literal('sweep'),
  /** Configured cluster name; absent: the default cluster, or every cluster. */
  cluster: name.optional(),
  /** Absent: all namespaces. */
  namespace: name.optional(),
});
export type SweepQuestion = z.infer<typeof SweepQuestion>;

export const Question = z.discriminatedUnion('kind', [PullQuestion, StatusQuestion, SweepQuestion]);
export type Question = z.infer<typeof Question>;
