/** From zod's issues to lines for people: where, what is wrong, what to write. */
import { z } from 'zod';
import { nearest } from '../engine/nearest.ts';
import type { Words } from '../engine/words.ts';
import type { YamlFile } from './read-yaml.ts';
import { FileConfig } from './shapes.ts';

const words: Words<{
  readonly unknownKey: (key: string, near: string | undefined, known: readonly string[]) => string;
  readonly missing: string;
  readonly environment: (name: string, says: string) => string;
  readonly hint: Readonly<Record<string, string>>;
}> = {
  en: {
    unknownKey: (key, near, known) =>
      near
        ? `no setting \`${key}\`; write \`${near}\``
        : `no setting \`${key}\`. Settings here: ${known.map((name) => `\`${name}\``).join(', ')}`,
    missing: 'is missing; write it',
    environment: (name, says) => `environment: ${name}: ${says}`,
    hint: {
      SLACK_BOT_TOKEN: 'write the bot token, which starts with `xoxb-` (OAuth & Permissions page of the app)',
      SLACK_APP_TOKEN:
        'write the app-level token, which starts with `xapp-` (Basic Information page of the app)',
      SLACK_SIGNING_SECRET: 'write the signing secret (Basic Information page of the app)',
      SLACK_API_URL: 'write a URL, e.g. `https://slack.com/api/`, or unset it',
      REDIS_URL:
        'write a URL, e.g. `redis://127.0.0.1:6379` or `rediss://:password@redis.example.com:6380/0`; of a Redis Cluster several, separated by commas',
      REGISTRY_MEDIC_ROLE: 'write `all`, `bot`, `worker` or `node`',
      NODE_NAME: 'write the name of the node as `kubectl get nodes` shows it',
      CLUSTER_NAME: 'write the cluster’s name as under `clusters:`: lower-case letters, digits and dashes',
      NODE_ROOT: 'write the folder the node’s files are mounted at, e.g. `/host`',
      PORT: 'write a port number from 0 to 65535',
      WEBHOOK_PORT: 'write a port number from 0 to 65535, another than PORT',
      METRICS_PORT: 'write a port number from 0 to 65535, another than PORT',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'write a URL, e.g. `http://collector.observability:4318`, or unset it',
      OTEL_EXPORTER_OTLP_HEADERS:
        'write `name=value`, several separated by commas, values percent-encoded, or unset it',
      OTEL_TRACES_SAMPLER_ARG: 'write a number from 0 to 1',
      LOG_LEVEL: 'write `trace`, `debug`, `info`, `warn`, `error`, `fatal` or `silent`',
    },
  },
};

/** Values are never quoted: a token in the wrong variable is still a token. */
export function environmentFaults(error: z.ZodError): readonly string[] {
  return error.issues.map((issue) => {
    const name = String(issue.path[0] ?? '');
    return words.en.environment(name, words.en.hint[name] ?? issue.message);
  });
}

export function fileFaults(error: z.ZodError, yaml: YamlFile): readonly string[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
    if (issue.code !== 'unrecognized_keys') return [yaml.locate({ path, says: sayIssue(issue) })];
    const known = keysAt(path);
    return issue.keys.map((key) =>
      yaml.locate({ path: [...path, key], says: words.en.unknownKey(key, nearest(key, known, 1)[0], known) }),
    );
  });
}

function sayIssue(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type' && issue.message.includes('received undefined')) return words.en.missing;
  return issue.message.replace(/^Invalid input: /, '').replace(/^Too (small|big): /, '');
}

/** The settings that exist where an unknown one was written. */
function keysAt(path: readonly (string | number)[]): readonly string[] {
  let at = inside(FileConfig);
  for (const part of path) {
    if (at instanceof z.ZodArray) at = inside(at.element);
    else if (at instanceof z.ZodObject) at = inside(at.shape[part]);
  }
  return at instanceof z.ZodObject ? Object.keys(at.shape) : [];
}

/** A shape without its defaults and options. */
function inside(shape: unknown): unknown {
  if (shape instanceof z.ZodDefault || shape instanceof z.ZodPrefault) return inside(shape.unwrap());
  return shape instanceof z.ZodOptional || shape instanceof z.ZodExactOptional
    ? inside(shape.unwrap())
    : shape;
}
