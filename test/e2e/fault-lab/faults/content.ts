/** What is asked for is not there, or is not what was promised. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Lab } from '../../../setup/registry-lab/lab.ts';
import { LAB_PASSWORD } from '../../../setup/registry-lab/registry-settings.ts';
import type { Fault } from '../fault.ts';
import type { Ground } from '../ground.ts';

const good = (ground: Ground): string =>
  ground.secret({ [ground.basic.domain]: { username: 'ci', password: LAB_PASSWORD } });

export const dataOf = ({ storage }: Lab, digest: string): string => {
  const hex = digest.replace('sha256:', '');
  return join(storage, 'docker/registry/v2/blobs/sha256', hex.slice(0, 2), hex, 'data');
};

const LOGIN_IS_FINE = ['credentials-missing', 'credentials-invalid', 'permission-denied'];
const ARM = { os: 'linux', arch: 'arm64' };
const AMD = { os: 'linux', arch: 'amd64' };
const S390X = { os: 'linux', arch: 's390x' };

/** Pushes an image, damages the registry's storage, and pulls it with a good login. */
const damaged = (
  fault: Omit<Fault, 'stage' | 'ruledOut'> & {
    readonly name: string;
    readonly platforms?: readonly (typeof ARM)[];
  },
  damage: (lab: Lab, image: Awaited<ReturnType<Lab['push']>>) => Promise<void>,
): Fault => ({
  ...fault,
  stage: async (ground) => {
    const { basic } = ground;
    const repository = `shop/${fault.name}`;
    const { platforms } = fault;
    const pushed = await basic.push({ repository, tag: '1', ...(platforms ? { platforms } : {}) });
    await damage(basic, pushed);
    return { image: `${basic.domain}/${repository}:1`, secrets: [good(ground)] };
  },
  ruledOut: [...LOGIN_IS_FINE, 'repository-not-found', 'tag-not-found'],
});

export const flipped = (bytes: Buffer): Buffer =>
  Buffer.concat([bytes.subarray(0, -1), Buffer.from([(bytes.at(-1) ?? 0) ^ 1])]);

export const contentFaults: readonly Fault[] = [
  {
    id: 'a repository nobody pushed',
    cause: 'repository-not-found',
    stage: (ground) => ({ image: `${ground.basic.domain}/shop/ghost:1`, secrets: [good(ground)] }),
    ruledOut: [...LOGIN_IS_FINE, 'tag-not-found'],
  },
  {
    id: 'a tag mistyped',
    cause: 'tag-not-found',
    stage: async (ground) => {
      for (const tag of ['1.8.1', '1.8.3']) await ground.basic.push({ repository: 'shop/typo', tag });
      return { image: `${ground.basic.domain}/shop/typo:1.8.2`, secrets: [good(ground)] };
    },
    ruledOut: [...LOGIN_IS_FINE, 'repository-not-found'],
    says: /1\.8\.3/,
  },
  {
    id: 'a digest that retention deleted',
    cause: 'tag-not-found',
    stage: async (ground) => {
      const { basic } = ground;
      const { digest } = await basic.push({ repository: 'shop/retained', tag: 'old' });
      await basic.push({ repository: 'shop/retained', tag: 'new' });
      await basic.remove('shop/retained', digest);
      return { image: `${basic.domain}/shop/retained@${digest}`, secrets: [good(ground)] };
    },
    ruledOut: [...LOGIN_IS_FINE, 'repository-not-found'],
  },
  {
    id: 'no image for the platform',
    cause: 'platform-unavailable',
    stage: async (ground) => {
      await ground.basic.push({ repository: 'shop/edge', tag: '1', platforms: [ARM, S390X] });
      return { image: `${ground.basic.domain}/shop/edge:1`, secrets: [good(ground)] };
    },
    ruledOut: [...LOGIN_IS_FINE, 'tag-not-found', 'repository-not-found'],
    says: /linux\/amd64/,
  },
  {
    id: 'amd64 alone on an arm64 node',
    cause: 'platform-unavailable',
    stage: async (ground) => {
      await ground.basic.push({ repository: 'shop/legacy', tag: '1', platforms: [AMD, S390X] });
      return { image: `${ground.basic.domain}/shop/legacy:1`, secrets: [good(ground)], node: 'worker-arm' };
    },
    ruledOut: [...LOGIN_IS_FINE, 'tag-not-found', 'repository-not-found'],
    says: /linux\/arm64/,
  },
  damaged({ id: 'a layer is gone', cause: 'registry-storage-failure', name: 'holed' }, (lab, { manifests }) =>
    lab.removeBlob(manifests[0]?.layers[0]?.digest ?? ''),
  ),
  damaged(
    { id: 'a layer of 0 bytes', cause: 'registry-storage-failure', name: 'emptied' },
    (lab, { manifests }) => writeFile(dataOf(lab, manifests[0]?.layers[0]?.digest ?? ''), ''),
  ),
  damaged(
    {
      id: 'the child manifest is gone',
      cause: 'registry-storage-failure',
      name: 'orphan',
      platforms: [AMD, ARM],
    },
    (lab, { manifests }) => lab.removeBlob(manifests[0]?.digest ?? ''),
  ),
  damaged(
    { id: 'the tag’s link is empty', cause: 'registry-storage-failure', name: 'unlinked' },
    ({ storage }) =>
      writeFile(
        join(storage, 'docker/registry/v2/repositories/shop/unlinked/_manifests/tags/1/current/link'),
        '',
      ),
  ),
  damaged(
    { id: 'the config is not what its digest says', cause: 'content-corrupt', name: 'altered-config' },
    (lab, { manifests }) => {
      const config = manifests[0]?.config;
      if (!config) throw new Error('no config was pushed');
      return writeFile(dataOf(lab, config.digest), flipped(config.bytes));
    },
  ),
  damaged(
    {
      // Only the whole layer tells, and the bot pulls none.
      id: 'a layer is not what its digest says',
      cause: 'content-corrupt',
      confidence: 'likely',
      name: 'altered-layer',
    },
    (lab, { manifests }) => {
      const layer = manifests[0]?.layers[0];
      if (!layer) throw new Error('no layer was pushed');
      return writeFile(dataOf(lab, layer.digest), flipped(layer.bytes));
    },
  ),
  {
    id: 'schema 1 on containerd 2.1',
    cause: 'manifest-unsupported',
    stage: async (ground) => {
      const domain = await ground.front('schema', schema1('shop/ancient'));
      return { image: `${domain}/shop/ancient:1`, node: 'worker-new' };
    },
    ruledOut: ['tag-not-found', 'repository-not-found'],
    says: /containerd:\/\/2\.1/,
  },
  {
    id: 'zstd layers on containerd 1.4',
    cause: 'manifest-unsupported',
    stage: async (ground) => {
      const { basic } = ground;
      await basic.push({ repository: 'shop/zstd', tag: '1', compression: 'zstd' });
      const says = `failed to pull and unpack image "${basic.domain}/shop/zstd:1": failed to extract layer sha256:1: failed to get stream processor for application/vnd.oci.image.layer.v1.tar+zstd: no processor for media-type: unknown`;
      const image = `${basic.domain}/shop/zstd:1`;
      return { image, secrets: [good(ground)], node: 'worker-old', told: { says } };
    },
    ruledOut: ['tag-not-found', 'repository-not-found'],
    says: /containerd:\/\/1\.4/,
  },
];

function schema1(name: string): string {
  const body = JSON.stringify({
    schemaVersion: 1,
    name,
    tag: '1',
    architecture: 'amd64',
    fsLayers: [],
    history: [],
  });
  return `location = /v2/ { return 200 '{}'; }
    location / {
      default_type application/vnd.docker.distribution.manifest.v1+prettyjws;
      return 200 '${body}';
    }`;
}
