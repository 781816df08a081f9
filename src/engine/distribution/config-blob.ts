/** The config of an image (opencontainers/image-spec config.md): what it was built for, and whether its bytes are whole. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { jsonOf } from './error-words.ts';

export interface BuiltFor {
  readonly os: string;
  readonly arch: string;
  readonly variant: string | null;
}

const Config = z.object({ os: z.string(), architecture: z.string(), variant: z.string().nullish() });

/** Null when these bytes are no image's config, such as a chart's. */
export function readConfig(body: string): BuiltFor | null {
  const config = Config.safeParse(jsonOf(body));
  if (!config.success) return null;
  const { os, architecture, variant } = config.data;
  return { os, arch: architecture, variant: variant || null };
}

/**
 * The digest these bytes have instead of the one they were asked by; null when they are right, or when it
 * cannot be told: another algorithm, or bytes that were no text.
 */
export function wrongDigest(wanted: string, body: string): string | null {
  if (!/^sha256:[0-9a-f]{64}$/.test(wanted) || body.includes('\u{FFFD}')) return null;
  const digest = `sha256:${createHash('sha256').update(body).digest('hex')}`;
  return digest === wanted ? null : digest;
}
