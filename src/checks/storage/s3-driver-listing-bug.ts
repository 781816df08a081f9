import { isOlder } from '../../engine/harbor/known-traps.ts';
import { quoted } from '../../facts/answered.ts';
import { defineComponentCheck } from '../../facts/component-check.ts';
import { harborInfo } from '../../probes/installation/harbor-info.ts';

interface Data {
  readonly version: string;
}

export default defineComponentCheck({
  id: 's3-driver-listing-bug',
  severity: 'medium',
  rows: ['S3-13'],
  signs: [
    {
      pattern: /\u90fd\u662f ?0B/,
      specimen: 'harbor 1.9.0 s3 不可用,镜像都是 0B 而且只显示第一个 repository',
      source: 'a field report',
    },
  ],
  needs: { info: harborInfo },
  uses: { asked: harborInfo },
  judge({ info: { version, storage } }, { asked }) {
    if (version === null) return { outcome: 'skip', why: 'Harbor does not tell its version without a login' };
    const affected = !isOlder(version, '1.9.0') && isOlder(version, '1.9.1');
    if (!affected || (storage !== null && storage !== 's3')) return { outcome: 'pass' };
    if (storage === null) return { outcome: 'skip', why: 'Harbor does not tell what it stores in' };
    const says = `harbor_version: ${version}, registry_storage_provider_name: ${storage}`;
    return {
      outcome: 'fail',
      evidence: [quoted('systeminfo', says, asked)],
      data: { version } satisfies Data,
    };
  },
  words: {
    en: {
      title: 'S3 driver of old versions lists wrongly',
      summary: ({ version }: Data) =>
        `Harbor ${version} on S3 shows every image with 0 B and only the first repository: a known bug of this version.`,
      probably: 'this version’s S3 driver lists the store wrongly',
      explains: 'Harbor 1.9.0 shows artifacts of 0 B on S3.',
      steps: () => [
        'Upgrade to 1.9.1 or later (chart 1.2.1 or later), after a backup of the database; the images themselves are whole.',
        'Or use another storage driver.',
      ],
    },
  },
});
