import { isIP } from 'node:net';

/** Is this host this very machine: `localhost`, 127.0.0.0/8 or ::1? containerd may speak plain HTTP to those. */
export function isLoopback(host: string): boolean {
  const bare = host.toLowerCase().replace(/^\[|\]$/g, '');
  return bare === 'localhost' || bare === '::1' || (isIP(bare) === 4 && bare.startsWith('127.'));
}
