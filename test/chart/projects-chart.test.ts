import { expect, test } from 'vitest';
import { pictureOf } from '../../src/chart/picture.ts';
import { projectsAlt, projectsChart } from '../../src/chart/projects-chart.ts';
import type { ProjectStorage } from '../../src/engine/storage-report.ts';

const GIB = 2 ** 30;
const project = (name: string, used: number, over: Partial<ProjectStorage> = {}): ProjectStorage => ({
  name,
  used,
  hard: null,
  repositories: 1,
  kind: 'own',
  grownBy: null,
  ...over,
});

test('the alternative text says every figure of the picture', () => {
  const projects = [project('shop', 58 * GIB, { hard: 60 * GIB, grownBy: GIB }), project('data', 4 * GIB)];
  expect(projectsAlt({ host: 'harbor.acme.test', projects, more: 2 })).toBe(
    'Projects of harbor.acme.test by size: shop 58 GiB of 60 GiB (97 %), +1 GiB; data 4 GiB; 2 smaller ones are not drawn.',
  );
});

test('a PNG of the expected size, also of projects that are empty or strangely named', async () => {
  const projects = [project('a<b>&"c', 0), project('x'.repeat(200), 5, { hard: 0 })];
  const png = Buffer.from(await pictureOf(projectsChart({ host: 'h', projects, more: 0 })));
  expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1000, 224]);
});

test('at most twelve bars; a full project is drawn in another colour', () => {
  const projects = Array.from({ length: 40 }, (_, at) =>
    project(`p${at}`, (40 - at) * GIB, { hard: 40 * GIB }),
  );
  const svg = projectsChart({ host: 'h', projects, more: 0 });
  expect(svg).toContain('>p11<');
  expect(svg).not.toContain('>p12<');
  expect(svg).toContain('28 smaller ones are not drawn');
  expect(svg.match(/#c0392b/g)).toHaveLength(5);
});
