/** The Harbor 1.10 that nobody has dared to turn off: a few images, and a login of the bot's. */
import { createHarbor, type Harbor } from '../harbor/harbor.ts';
import { OWN_LOGINS } from './logins.ts';

const IMAGES = ['library/centos:7', 'library/openjdk:8', 'legacy/ledger:1.4.2', 'legacy/ledger:1.4.3'];
const WEIGHT = 640 * 1_048_576;

export function createOldHarbor(externalUrl: string): Harbor {
  const harbor = createHarbor({ externalUrl, version: 'v1.10.4' });
  const { username, password } = OWN_LOGINS.old;
  // Robots of the system came with 2.2; what replicates is shown to administrators only.
  harbor.addUser(username, password, 'admin');
  harbor.addProject('library', 'public');
  harbor.addProject('legacy', 'private');
  for (const [index, image] of IMAGES.entries()) {
    const [repository = '', tag = ''] = image.split(':');
    const layers = [{ 'etc/release': `${image} ${index}` }];
    harbor.state.store.push({ repository, tags: [tag], platforms: ['linux/amd64'], layers });
    harbor.state.weights.set(repository, WEIGHT);
  }
  return harbor;
}
