/** `/etc/hosts`, which is looked into before any server is asked. Pure. */
import { isIP } from 'node:net';

/** Addresses by lower-case name. */
export function parseHostsFile(text: string): ReadonlyMap<string, readonly string[]> {
  const held = new Map<string, readonly string[]>();
  for (const line of text.split('\n')) {
    const [address = '', ...names] = line.replace(/#.*$/, '').trim().split(/\s+/);
    if (isIP(address) === 0) continue;
    for (const name of names) {
      const key = name.toLowerCase().replace(/\.$/, '');
      held.set(key, [...(held.get(key) ?? []), address]);
    }
  }
  return held;
}
