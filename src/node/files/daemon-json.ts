/** Docker's `daemon.json`: the mirrors of Docker Hub and the registries whose certificates do not count. Pure. */
import { isIP } from 'node:net';
import { z } from 'zod';

const File = z.looseObject({
  'registry-mirrors': z.array(z.string()).default([]),
  'insecure-registries': z.array(z.string()).default([]),
  proxies: z
    .looseObject({
      'http-proxy': z.string().optional(),
      'https-proxy': z.string().optional(),
      'no-proxy': z.string().optional(),
    })
    .default({}),
});
export type DaemonJson = z.infer<typeof File>;

/** Throws for what is no JSON. */
export function parseDaemonJson(text: string): DaemonJson {
  return File.parse(JSON.parse(text));
}

/** Whether `insecure-registries` names this host, with its port or, as Docker does, by address range of loopback. */
export function isInsecure({ 'insecure-registries': list }: DaemonJson, host: string, port: number): boolean {
  if (host === 'localhost' || (isIP(host) === 4 && host.startsWith('127.'))) return true;
  return list.includes(`${host}:${port}`) || (port === 443 && list.includes(host));
}
