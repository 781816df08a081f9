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

/** Where does the time of a pull go? Names it as a PullQuestion does. */
export const SlowQuestion = PullQuestion.extend({ kind: z.literal('slow') });
export type SlowQuestion = z.infer<typeof SlowQuestion>;

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

export const PushQuestion = z.object({
  kind: z.literal('push'),
  /** The image reference that is pushed. */
  image: name,
  /** The error that was pasted along, without secrets. */
  text: z.string().max(4_000).optional(),
});
export type PushQuestion = z.infer<typeof PushQuestion>;

export const LoginQuestion = z.object({
  kind: z.literal('login'),
  /** A configured registry's name, or any registry's host. */
  registry: name,
  user: name.optional(),
});
export type LoginQuestion = z.infer<typeof LoginQuestion>;

export const ExplainQuestion = z.object({
  kind: z.literal('explain'),
  /** The error text that was pasted, bounded and without secrets. */
  text: z.string().min(1).max(16_000),
});
export type ExplainQuestion = z.infer<typeof ExplainQuestion>;

export const Question = z.discriminatedUnion('kind', [
  PullQuestion,
  StatusQuestion,
  SweepQuestion,
  SlowQuestion,
  PushQuestion,
  LoginQuestion,
  ExplainQuestion,
]);
export type Question = z.infer<typeof Question>;
