/**
 * What is used of the Kubernetes client: kubeconfigs, credentials and connections. Its index, and the file of
 * kubeconfigs too, load a class for each kind and each API of Kubernetes, 16 MB of source that nothing here calls:
 * 30 MiB of memory and a third of a second in every process. So their names are led past these while the rest loads.
 */
import { registerHooks } from 'node:module';
import type * as Client from '@kubernetes/client-node';

const INDEX = './gen/index.js';
/** What the file of kubeconfigs takes from the index. */
const INSTEAD =
  "export * from './configuration.js'; export * from './servers.js'; export * from './http/http.js'";

const past = registerHooks({
  resolve(specifier, context, next) {
    const { parentURL = '' } = context;
    if (specifier !== INDEX || !parentURL.includes('/@kubernetes/client-node/dist/'))
      return next(specifier, context);
    return {
      url: `${new URL('./gen/index.js', parentURL)}?without-models`,
      format: 'module',
      shortCircuit: true,
    };
  },
  load(url, context, next) {
    return url.endsWith('/gen/index.js?without-models')
      ? { source: INSTEAD, format: 'module', shortCircuit: true }
      : next(url, context);
  },
});
const config: Pick<typeof Client, 'KubeConfig'> = await import('@kubernetes/client-node/dist/config.js');
const http: Pick<typeof Client, 'HttpMethod' | 'RequestContext'> = await import(
  '@kubernetes/client-node/dist/gen/http/http.js'
);
past.deregister();

export const { KubeConfig } = config;
export type KubeConfig = Client.KubeConfig;
export const { HttpMethod, RequestContext } = http;
