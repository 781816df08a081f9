/** The bars of a registry's projects as a file for the thread. Loaded when it is drawn: it is large. */
import type { FileToKeep } from '../../engine/files.ts';
import type { RegistryStorage } from '../../engine/storage-report.ts';
import type { Words } from '../../engine/words.ts';

const words: Words<{ title(host: string): string }> = {
  en: { title: (host) => `Projects of ${host} by size` },
};

export async function pictureFile(
  { host, projects, moreProjects }: RegistryStorage,
  now: Date,
): Promise<FileToKeep> {
  const { pictureOf } = await import('../../chart/picture.ts');
  const { projectsAlt, projectsChart } = await import('../../chart/projects-chart.ts');
  const drawn = { host, projects, more: moreProjects };
  const slug = host.replace(/[^a-z0-9.-]+/gi, '-').slice(0, 60);
  return {
    name: `storage-${slug}-${now.toISOString().slice(0, 10)}.png`,
    type: 'image/png',
    title: words.en.title(host),
    alt: projectsAlt(drawn),
    body: await pictureOf(projectsChart(drawn)),
  };
}
