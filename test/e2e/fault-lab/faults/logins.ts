/** Logins that are missing, wrong, filed under another name, or good for something else. */
import { LAB_PASSWORD } from '../../../setup/registry-lab/registry-settings.ts';
import type { Fault } from '../fault.ts';
import { type Ground, NAMESPACE, ROBOT } from '../ground.ts';

const CI = { username: 'ci', password: LAB_PASSWORD };

/** An image of its own in the registry with htpasswd. */
async function image({ basic }: Ground, name: string): Promise<string> {
  await basic.push({ repository: `shop/${name}`, tag: '1' });
  return `${basic.domain}/shop/${name}:1`;
}

async function tokenImage({ token }: Ground, name: string): Promise<string> {
  await token.push({ repository: `shop/${name}`, tag: '1' });
  return `${token.domain}/shop/${name}:1`;
}

export const loginFaults: readonly Fault[] = [
  {
    id: 'no login at all',
    cause: 'credentials-missing',
    stage: async (ground) => ({ image: await image(ground, 'bare') }),
    ruledOut: ['credentials-invalid', 'credentials-wrong-host', 'secret-missing', 'permission-denied'],
  },
  {
    id: 'a password of last year',
    cause: 'credentials-invalid',
    stage: async (ground) => {
      const stale = { [ground.basic.domain]: { username: 'ci', password: 'expired-in-may' } };
      return { image: await image(ground, 'stale'), secrets: [ground.secret(stale)] };
    },
    ruledOut: ['credentials-missing', 'credentials-wrong-host', 'secret-missing', 'permission-denied'],
  },
  {
    id: 'the token service refuses the login',
    cause: 'credentials-invalid',
    stage: async (ground) => {
      const wrong = { [ground.token.domain]: { ...ROBOT, password: 'not-the-password' } };
      return { image: await tokenImage(ground, 'refused'), secrets: [ground.secret(wrong)] };
    },
    ruledOut: ['credentials-missing', 'token-service-misconfigured'],
  },
  {
    id: 'a secret of the wrong type',
    cause: 'credentials-invalid',
    stage: async (ground) => {
      const metadata = { namespace: NAMESPACE, name: 'opaque' };
      const data = { password: Buffer.from(LAB_PASSWORD).toString('base64') };
      ground.cluster.apply([{ apiVersion: 'v1', kind: 'Secret', metadata, type: 'Opaque', data }]);
      return { image: await image(ground, 'opaque'), secrets: ['opaque'] };
    },
    ruledOut: ['credentials-missing', 'secret-missing'],
    says: /Opaque/,
  },
  {
    id: 'a secret that is no JSON',
    cause: 'credentials-invalid',
    stage: async (ground) => {
      const metadata = { namespace: NAMESPACE, name: 'torn' };
      const data = { '.dockerconfigjson': Buffer.from('{"auths": {').toString('base64') };
      const type = 'kubernetes.io/dockerconfigjson';
      ground.cluster.apply([{ apiVersion: 'v1', kind: 'Secret', metadata, type, data }]);
      const told = { says: 'unexpected end of JSON input' };
      return { image: await image(ground, 'torn'), secrets: ['torn'], node: 'worker-told', told };
    },
    ruledOut: ['credentials-missing', 'secret-missing'],
    says: /torn/,
  },
  {
    id: 'a public image under a bad login',
    cause: 'credentials-invalid',
    stage: async (ground) => {
      await ground.token.push({ repository: 'library/web', tag: '1' });
      const wrong = { [ground.token.domain]: { ...ROBOT, password: 'mistyped-one' } };
      return { image: `${ground.token.domain}/library/web:1`, secrets: [ground.secret(wrong)] };
    },
  },
  {
    id: 'a key without the port',
    cause: 'credentials-wrong-host',
    stage: async (ground) => ({
      image: await image(ground, 'portless'),
      secrets: [ground.secret({ [ground.basic.host]: CI })],
    }),
    ruledOut: ['credentials-missing', 'credentials-invalid', 'secret-missing'],
    says: /port/,
  },
  {
    id: 'a key for another name of the registry',
    cause: 'credentials-wrong-host',
    stage: async (ground) => {
      ground.dns.set('hub.acme.test', ['127.0.0.1']);
      const key = `hub.acme.test:${ground.basic.port}`;
      return { image: await image(ground, 'renamed'), secrets: [ground.secret({ [key]: CI })] };
    },
    ruledOut: ['credentials-missing', 'credentials-invalid', 'secret-missing'],
  },
  {
    id: 'a secret that was never made',
    cause: 'secret-missing',
    stage: async (ground) => ({ image: await image(ground, 'lost'), secrets: ['never-made'] }),
    ruledOut: ['credentials-invalid', 'permission-denied'],
  },
  {
    id: 'a missing secret that is not needed',
    cause: 'tag-not-found',
    stage: async (ground) => {
      await image(ground, 'herring');
      const good = ground.secret({ [ground.basic.domain]: CI });
      return { image: `${ground.basic.domain}/shop/herring:9`, secrets: ['never-made', good] };
    },
    ruledOut: ['secret-missing', 'credentials-missing', 'repository-not-found'],
    never: ['secret-missing'],
  },
  {
    id: 'a login for another repository',
    cause: 'permission-denied',
    stage: async (ground) => ({
      image: await tokenImage(ground, 'denied'),
      secrets: [ground.secret({ [ground.token.domain]: ROBOT })],
    }),
    ruledOut: ['credentials-invalid', 'credentials-missing', 'token-service-misconfigured'],
  },
  // The three below are what Docker Hub words alike: `pull access denied, repository does not exist or may
  // require 'docker login'`. Only asking tells them apart.
  {
    id: 'pull access denied: private, and no login',
    cause: 'credentials-missing',
    stage: async (ground) => ({ image: await tokenImage(ground, 'private') }),
    ruledOut: ['credentials-invalid', 'permission-denied'],
  },
  {
    id: 'pull access denied: a typo',
    cause: 'repository-not-found',
    stage: async (ground) => {
      await tokenImage(ground, 'basket');
      const login = { username: 'lab-pusher', passwordEnv: 'PUSHER_PASSWORD' };
      return { image: `${ground.token.domain}/shop/baskte:1`, registry: { login } };
    },
    ruledOut: ['credentials-invalid'],
    never: ['permission-denied'],
  },
];
