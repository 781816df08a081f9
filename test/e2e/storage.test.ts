/** `storage` of the sandbox Harbor over HTTP: each sickness of its storage is proved, and gone once it is healed. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createNetworkAsker } from '../../src/clients/network/asker.ts';
import type { ClusterReader } from '../../src/engine/cluster.ts';
import type { FileToKeep } from '../../src/engine/files.ts';
import type { StorageLook } from '../../src/engine/storage-looks.ts';
import type { StorageReport } from '../../src/engine/storage-report.ts';
import { answerQuestion } from '../../src/jobs/answer.ts';
import { SICKNESSES } from '../../src/sandbox/harbor/sicknesses.ts';
import { renderReply } from '../../src/terminal/render.ts';
import { allChecks } from '../checks/all-checks.ts';
import { type HarborLab, startHarborLab } from '../setup/harbor-lab.ts';

let lab: HarborLab;
let kept: FileToKeep[];
let looks: StorageLook[];
beforeEach(async () => {
  lab = await startHarborLab();
  lab.harbor.addUser('admin', 'own-secret', 'admin');
  kept = [];
  looks = [];
});
afterEach(() => lab.stop());

async function storage(): Promise<StorageReport> {
  const config = lab.config({ login: { username: 'admin', passwordEnv: 'OWN_PASSWORD' } });
  const network = createNetworkAsker(config);
  try {
    const reply = await answerQuestion(
      { kind: 'storage' },
      {
        clusters: new Map<string, ClusterReader>(),
        defaultCluster: null,
        registries: config.file.registries,
        network,
        remediations: [],
        checks: allChecks,
        files: {
          async put(file) {
            kept.push(file);
            const { body, ...told } = file;
            return { ...told, id: 'file', bytes: body.byteLength };
          },
          get: async () => null,
        },
        looks: {
          last: async () => looks.at(-1) ?? null,
          keep: async (_, look) => void looks.push(look),
        },
        now: () => new Date(),
      },
    );
    if (reply.kind !== 'storage') throw new Error(`no report but ${JSON.stringify(reply)}`);
    expect(renderReply(reply)).not.toMatch(/undefined|NaN|\[object/);
    return reply.report;
  } finally {
    await network.close();
  }
}

const causes = ({ registries }: StorageReport): readonly string[] =>
  registries.flatMap(({ troubles }) => troubles.map(({ cause }) => cause));

test('a well Harbor: sizes, no trouble, a picture whose text says the figures', async () => {
  const report = await storage();
  expect(causes(report)).toEqual([]);
  expect(report.registries[0]?.projects.map(({ name }) => name).toSorted()).toEqual(['library', 'shop']);
  expect(report.registries[0]).toMatchObject({ growthUnknown: 'first-look', broken: [] });
  expect(kept).toEqual([
    expect.objectContaining({ type: 'image/png', alt: expect.stringContaining('shop ') }),
  ]);
});

test('growth is counted from the look before', async () => {
  await storage();
  lab.harbor.state.store.push({ repository: 'shop/cart', tags: ['2.0'], layers: [{ 'srv/new': 'new' }] });
  const [registry] = (await storage()).registries;
  expect(registry?.growthUnknown).toBeNull();
  const { grownBy } = registry?.projects.find(({ name }) => name === 'shop') ?? {};
  expect(grownBy).toBeGreaterThan(0);
  expect(registry?.lastLook?.grownBy).toBe(grownBy);
});

describe.each([
  ['zero-byte-tags', 'broken-tag-link', /legacy:v1` is a broken link/],
  ['blob-missing', 'blob-missing-on-storage', /reports:2026\.10` cannot be pulled whole/],
  ['collection-failed-s3', 'collection-failed', /garbage collection .* failed/],
])('%s', (id, cause, says) => {
  test(`is ${cause}, and gone once it is healed`, async () => {
    const sickness = SICKNESSES.find((one) => one.id === id);
    if (!sickness) throw new Error(`no sickness ${id}`);
    sickness.strike(lab.harbor.state);
    const sick = await storage();
    expect(causes(sick)).toEqual([cause]);
    expect(sick.registries[0]?.troubles[0]?.says).toMatch(says);
    sickness.heal(lab.harbor.state);
    expect(causes(await storage())).not.toContain(cause);
  });
});

test('near miss: a proxy cache lists what it may fetch again, so it is not looked at', async () => {
  const sickness = SICKNESSES.find((one) => one.id === 'zero-byte-tags');
  sickness?.strike(lab.harbor.state);
  const project = lab.harbor.state.projects.get('shop');
  if (project) project.proxyOf = { id: 1, name: 'hub', url: 'https://registry-1.docker.io' };
  expect(causes(await storage())).toEqual([]);
});
