/** Comparisons of secrets that take as long for a near miss as for a far one. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** Neither the place of the first difference nor the length shows in the time it takes. */
export function sameSecret(given: string, secret: string): boolean {
  return timingSafeEqual(digest(given), digest(secret));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** HMAC-SHA256 of the parts one after another, hex. */
export function hmacOf(secret: string, ...parts: readonly (string | Buffer)[]): string {
  const hmac = createHmac('sha256', secret);
  for (const part of parts) hmac.update(part);
  return hmac.digest('hex');
}

/** The value of a header that may come but once. */
export function headerOf(
  headers: Readonly<Record<string, string | string[] | undefined>>,
  name: string,
): string {
  const value = headers[name.toLowerCase()];
  return typeof value === 'string' ? value : '';
}
