/** Writes out all numbers. What lies in Redis is read first, within a time, so that a scrape never hangs. */
import { redisUp } from './redis.ts';
import { registry } from './registry.ts';

export interface AtScrape {
  /** Asks Redis; what it returns sets the gauges. */
  read(): Promise<() => void>;
  /** Nothing is known: gauges that were read show nothing. */
  forget(): void;
}

interface Reader extends AtScrape {
  /** Not asked again before it was answered: a Redis that hangs is not to be met by a pile of questions. */
  open: Promise<() => void> | null;
}

/** Prometheus gives up after 10 s unless told otherwise, milliseconds. */
const READ_MS = 1_000;

const readers = new Set<Reader>();

/** Until what it returns is called. */
export function readAtScrape(at: AtScrape): () => void {
  const reader: Reader = { ...at, open: null };
  readers.add(reader);
  return () => {
    readers.delete(reader);
    reader.forget();
  };
}

/** The text of `/metrics`. */
export async function scrape(): Promise<{ readonly contentType: string; readonly text: string }> {
  for (const reader of readers) reader.forget();
  const read = await Promise.all([...readers].map(within));
  for (const set of read) set?.();
  if (readers.size === 0) redisUp.remove();
  // Many queues may take longer than a scrape has; one answer is enough to know that it is there.
  else redisUp.set(read.some((one) => one !== null) ? 1 : 0);
  return { contentType: registry.contentType, text: await registry.metrics() };
}

async function within(reader: Reader): Promise<(() => void) | null> {
  if (reader.open) return null;
  reader.open = reader.read().finally(() => {
    reader.open = null;
  });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((done) => {
    timer = setTimeout(() => done(null), READ_MS);
  });
  const read = reader.open.catch(() => null);
  return Promise.race([read, late]).finally(() => clearTimeout(timer));
}
