/** Whether the words of a failed pull can only come after a registry answered. Pure. */

/** What a registry answers, in the words of every runtime (distribution error codes, HTTP statuses). */
const ANSWERED =
  /\bnot found\b|manifest unknown|name unknown|unauthorized|\bdenied\b|forbidden|insufficient_scope|authentication required|no basic auth credentials|unexpected status|status code[: ]+[45]\d\d|too ?many ?requests|no match(?:ing manifest| for platform)|blob unknown/i;

/** Words of a connection that never came to an answer. */
const NOT_ANSWERED =
  /HTTP response to HTTPS client|x509|tls: |dial tcp|i\/o timeout|TLS handshake|no such host|connection re(?:fused|set)|\bEOF\b/i;

export function speaksOfAnswer(says: string): boolean {
  return ANSWERED.test(says) && !NOT_ANSWERED.test(says);
}
