/** A reply as it lies in Redis; written by a worker, read by the bot, which may be of another version. */
import { z } from 'zod';
import { Question } from '../engine/question.ts';
import type { Reply } from '../engine/reply.ts';
import { STAGES } from '../engine/stage.ts';
import type { Subject } from '../engine/subject.ts';
import { BundleRecord, offlineRecord } from './bundle-record.ts';
import { JobsRecord } from './jobs-record.ts';
import { OFFERED, RemediationsRecord } from './offered-record.ts';
import { PullRecord, SyncRecord } from './pull-record.ts';
import { ScanRecord } from './scan-record.ts';
import { StorageRecord } from './storage-record.ts';

const text = z.string();
const texts = z.array(text).readonly();
const maybe = text.exactOptional();

export const SubjectRecord: z.ZodType<Subject> = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('pod'),
    cluster: text,
    namespace: text,
    name: text,
    container: maybe,
    image: maybe,
  }),
  z.object({ kind: z.literal('workload'), cluster: text, namespace: text, workload: text, name: text }),
  z.object({ kind: z.literal('image'), cluster: maybe, name: text }),
  z.object({ kind: z.literal('registry'), name: text }),
  SyncRecord,
  z.object({ kind: z.literal('text'), name: text }),
]);

const evidence = z.object({ source: text, says: text, at: maybe });
const blindSpot = z.object({ probe: text, why: text });

const confidence = z.enum(['confirmed', 'likely', 'possible']);

const cause = z.object({
  id: text,
  title: text,
  stage: z.enum(STAGES),
  confidence,
  summary: text,
  explains: text,
  evidence: z.array(evidence).readonly(),
  remediations: RemediationsRecord,
  steps: texts,
  container: maybe,
  pull: PullRecord.exactOptional(),
  root: z.object({ key: text, says: text }).exactOptional(),
  alternatives: texts.exactOptional(),
});

const verdict = z.object({
  subject: SubjectRecord,
  outcome: z.enum(['found', 'healthy', 'unclear']),
  cause: cause.nullable(),
  also: z.array(cause).readonly(),
  ruledOut: texts,
  couldNotLook: z.array(blindSpot).readonly(),
  headline: text,
  about: texts,
  seen: z.array(evidence).readonly(),
  next: texts,
  details: z
    .array(z.object({ id: text, title: text, lines: texts }))
    .readonly()
    .default([]),
  at: text,
  ms: z.number(),
});

const health = z.enum(['down', 'degraded', 'warning', 'healthy', 'unknown']);
const statusLine = z.object({
  id: text,
  health,
  says: text,
  quote: maybe,
  cause: maybe,
  confidence: z.enum(['confirmed', 'likely', 'possible']).exactOptional(),
  steps: texts.exactOptional(),
  ...OFFERED,
});

const report = z.object({
  at: text,
  ms: z.number(),
  from: text,
  asked: maybe,
  file: z.object({ name: text, takenAt: text.nullable() }).exactOptional(),
  couldNotLook: z.array(blindSpot).readonly().exactOptional(),
  registries: z
    .array(
      z.object({
        name: text,
        host: text,
        product: text,
        version: text.nullable(),
        health,
        troubles: z.array(statusLine).readonly(),
        notes: z.array(statusLine).readonly(),
        couldNotLook: z.array(blindSpot).readonly(),
      }),
    )
    .readonly(),
});

const sweep = z.object({
  clusters: texts,
  namespace: text.nullable(),
  pods: z.number(),
  failing: z.number(),
  questions: z.number(),
  asked: z.number(),
  groups: z
    .array(
      z.object({
        cause: cause.pick({ id: true, title: true, stage: true, confidence: true }).nullable(),
        root: text,
        summary: text,
        pods: z.number(),
        images: z.number(),
        namespaces: texts,
        namespaceCount: z.number(),
        since: text,
        evidence: evidence.nullable(),
        step: text.nullable(),
        specimen: z.object({ cluster: text, namespace: text, pod: text, container: text, image: text }),
        // Records of former versions have none.
        members: z
          .array(z.object({ namespace: text, pod: text }))
          .readonly()
          .default([]),
      }),
    )
    .readonly(),
  couldNotLook: z.array(blindSpot).readonly(),
  at: text,
  ms: z.number(),
});

const choice = z.object({
  kind: z.literal('choice'),
  says: text,
  options: z.array(z.object({ label: text, state: text, text, question: Question })).readonly(),
  more: z.number(),
});

const refusal = z.object({
  kind: z.literal('refusal'),
  why: z.enum(['usage', 'not-found', 'failed']),
  says: text,
  tries: texts,
});

const topic = z.object({ usage: text, summary: text, examples: texts, allowed: text });

const file = z.object({ id: text, name: text, type: text, bytes: z.number(), title: text, alt: maybe });

const told = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('verdict'),
    verdict,
    look: z
      .array(z.object({ label: text, question: Question }))
      .readonly()
      .exactOptional(),
  }),
  z.object({ kind: z.literal('status'), report }),
  z.object({ kind: z.literal('sweep'), report: sweep }),
  z.object({ kind: z.literal('jobs'), report: JobsRecord }),
  z.object({ kind: z.literal('storage'), report: StorageRecord }),
  z.object({ kind: z.literal('scan-logs'), report: ScanRecord }),
  z.object({ kind: z.literal('bundle'), report: BundleRecord }),
  z.object({ kind: z.literal('offline'), report: offlineRecord(sweep, report) }),
  choice,
  refusal,
  z.object({ kind: z.literal('note'), says: text, lines: texts }),
  z.object({ kind: z.literal('help'), topics: z.array(topic).readonly() }),
]);

export const ReplyRecord: z.ZodType<Reply> = z.intersection(
  told,
  z.object({ files: z.array(file).readonly().exactOptional() }),
);
