/** Every namespace has a service account `default`. */
import type { Controller } from './controller.ts';

export const serviceAccounts: Controller = ({ store }) => {
  for (const { metadata } of store.list('namespaces')) {
    if (store.get('serviceaccounts', metadata.name, 'default')) continue;
    store.add('serviceaccounts', {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: 'default', namespace: metadata.name },
    });
  }
};
