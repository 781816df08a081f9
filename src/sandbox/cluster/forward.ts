/** A Service whose pods are a server on this machine: requests through the API server's proxy end there. */
import { request as plain } from 'node:http';
import { request as secure } from 'node:https';
import { text } from 'node:stream/consumers';
import type { ServiceHandler } from './world.ts';

/** Sends on to this origin, `http://127.0.0.1:8080`; a login is not sent on, as the API server keeps it. */
export function forwardTo(origin: string, caPem?: string): ServiceHandler {
  const ask = origin.startsWith('https:') ? secure : plain;
  return ({ method, path, query, body }) =>
    new Promise((resolve, reject) => {
      const search = query.size > 0 ? `?${query}` : '';
      const asked = ask(origin + path + search, { method, ...(caPem ? { ca: caPem } : {}) }, (answer) => {
        const status = answer.statusCode ?? 0;
        const type = answer.headers['content-type'] ?? 'text/plain';
        text(answer).then((whole) => resolve({ status, type, body: whole }), reject);
      });
      asked.once('error', reject);
      asked.end(body);
    });
}
