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

/** What do the logs of these say? */
export const ScanLogsQuestion = z.object({
  kind: z.literal('scan-logs'),
  /** Configured cluster name; absent: the default cluster, or every cluster. */
  cluster: name.optional(),
  namespace: name.optional(),
  /** A component (`core`), a namespace, a pod or the start of its name. */
  what: name,
  /** Only lines of the last so many seconds. */
  sinceSeconds: z.int().min(1).optional(),
  /** Of the containers before their last restart. */
  which: z.literal('previous').optional(),
});
export type ScanLogsQuestion = z.infer<typeof ScanLogsQuestion>;

/** A support bundle of a registry, or of a namespace. */
export const BundleQuestion = z.object({
  kind: z.literal('bundle'),
  cluster: name.optional(),
  /** A registry's name or host, or a namespace; absent: every registry there is. */
  what: name.optional(),
});
export type BundleQuestion = z.infer<typeof BundleQuestion>;

/** A bundle, a dump or a log that was dropped into a thread: what it says, without any network. */
export const OfflineQuestion = z.object({
  kind: z.literal('offline'),
  /** Where its bytes lie. */
  file: name,
  /** As it was called where it came from. */
  name,
  /** What was asked along with it, word by word: `why-pull-fails shop/cart-0`. */
  asked: z.array(z.string().max(512)).max(20).optional(),
});
export type OfflineQuestion = z.infer<typeof OfflineQuestion>;

export const ExplainQuestion = z.object({
  kind: z.literal('explain'),
  /** The error text that was pasted, bounded and without secrets. */
  text: z.string().min(1).max(16_000),
});
export type ExplainQuestion = z.infer<typeof ExplainQuestion>;

export const SyncQuestion = z.object({
  kind: z.literal('sync'),
  /** A policy's name or id, a Repository or `project/repository`; absent: whatever fails. */
  what: name.optional(),
  /** What it is, where that was chosen. */
  of: z.enum(['policy', 'repository', 'artifact']).optional(),
  /** Name or host of the Harbor. */
  registry: name.optional(),
  cluster: name.optional(),
  namespace: name.optional(),
});
export type SyncQuestion = z.infer<typeof SyncQuestion>;

export const JobsQuestion = z.object({
  kind: z.literal('jobs'),
  /** Name or host of the Harbor; absent: all. */
  registry: name.optional(),
});
export type JobsQuestion = z.infer<typeof JobsQuestion>;

export const StorageQuestion = z.object({
  kind: z.literal('storage'),
  /** Name or host of the registry; absent: all. */
  registry: name.optional(),
});
export type StorageQuestion = z.infer<typeof StorageQuestion>;

export const Question = z.discriminatedUnion('kind', [
  PullQuestion,
  StatusQuestion,
  SweepQuestion,
  SlowQuestion,
  PushQuestion,
  LoginQuestion,
  ExplainQuestion,
  ScanLogsQuestion,
  BundleQuestion,
  OfflineQuestion,
  SyncQuestion,
  JobsQuestion,
  StorageQuestion,
]);
export type Question = z.infer<typeof Question>;
