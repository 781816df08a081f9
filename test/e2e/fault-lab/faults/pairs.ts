/** Two faults at once: the earlier stage is the cause, the other is also seen where it can be. */
import { writeFile } from 'node:fs/promises';
import { LAB_PASSWORD } from '../../../setup/registry-lab/registry-settings.ts';
import type { Fault } from '../fault.ts';
import { dataOf, flipped } from './content.ts';

export const pairFaults: readonly Fault[] = [
  {
    id: 'two: a bad login, and no such tag',
    cause: 'credentials-invalid',
    stage: async ({ basic, secret }) => {
      await basic.push({ repository: 'shop/both', tag: '1' });
      const stale = { [basic.domain]: { username: 'ci', password: 'of-the-year-before' } };
      const login = { username: 'ci', passwordEnv: 'LAB_PASSWORD' };
      return { image: `${basic.domain}/shop/both:9`, secrets: [secret(stale)], registry: { login } };
    },
    also: ['tag-not-found'],
  },
  {
    id: 'two: a certificate expired, and for another name',
    // Go looks at the dates first.
    cause: 'tls-expired',
    stage: async ({ front }) => {
      const notAfter = new Date(Date.now() - 86_400_000);
      const notBefore = new Date(Date.now() - 9 * 86_400_000);
      const domain = await front('doubly', 'location / { return 200 "{}"; }', {
        names: ['old.acme.test'],
        notBefore,
        notAfter,
      });
      return { image: `${domain}/shop/cart:1` };
    },
    also: ['tls-name-mismatch'],
  },
  {
    id: 'two: a config altered, and a layer gone',
    cause: 'content-corrupt',
    stage: async ({ basic, secret }) => {
      const { manifests } = await basic.push({ repository: 'shop/rotten', tag: '1' });
      const [only] = manifests;
      if (!only) throw new Error('nothing was pushed');
      await writeFile(dataOf(basic, only.config.digest), flipped(only.config.bytes));
      await basic.removeBlob(only.layers[0]?.digest ?? '');
      const good = { [basic.domain]: { username: 'ci', password: LAB_PASSWORD } };
      return { image: `${basic.domain}/shop/rotten:1`, secrets: [secret(good)] };
    },
    also: ['registry-storage-failure'],
  },
  {
    id: 'two: a disk full, and a layer gone',
    cause: 'node-disk-full',
    stage: async ({ basic, secret }) => {
      const { manifests } = await basic.push({ repository: 'shop/fullhole', tag: '1' });
      await basic.removeBlob(manifests[0]?.layers[0]?.digest ?? '');
      const good = { [basic.domain]: { username: 'ci', password: LAB_PASSWORD } };
      const says =
        'write /var/lib/containerd/io.containerd.content.v1.content/ingest/1/data: no space left on device';
      return {
        image: `${basic.domain}/shop/fullhole:1`,
        secrets: [secret(good)],
        node: 'worker-full',
        told: { says },
      };
    },
    also: ['registry-storage-failure'],
  },
];
