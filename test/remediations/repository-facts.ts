/** Literal facts of a Repository that is corrected. */
import { IMAGE_SYNC, imageSync } from '../checks/image-sync-facts.ts';

export const OBJECT = { group: 'image.theriseunion.io', uid: 'r-1', keeper: null, syncTimeout: '10m' };
export const FOUND = { url: 'https://harbor.acme.test/v2/', attempts: [{ ended: 'found' }], found: null };
export const ABSENT = { ...FOUND, attempts: [{ ended: 'not-found' }] };
export const GITOPS = { by: 'argocd', name: 'images' };
export { IMAGE_SYNC, imageSync };
