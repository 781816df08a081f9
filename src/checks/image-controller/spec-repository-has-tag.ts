import { quoted } from '../../facts/answered.ts';
import { defineComponentCheck } from '../../facts/component-check.ts';
import { syncAgain } from '../../facts/image-sync-said.ts';
import { imageSync } from '../../probes/sync/image-sync.ts';

export default defineComponentCheck({
  id: 'spec-repository-has-tag',
  stage: 'spec',
  severity: 'medium',
  rows: ['S1-32', 'S1-33'],
  signs: [
    {
      pattern:
        /(?<![=\w])repository:\s{0,20}"?[a-z0-9._/-]{1,255}:(?!(?:pull|push|delete)\b)[A-Za-z0-9_][\w.-]{0,127}/,
      specimen: 'repository: "myapp/myapp:v1.0.0"',
      source: 'a field report',
    },
  ],
  needs: { sync: imageSync },
  uses: { asked: imageSync },
  judge({ sync: { object } }, { asked }) {
    const { repository, tag, tagInPath, namespace, name } = object;
    if (repository === null || tagInPath === null) return { outcome: 'pass' };
    const says = `spec.repository: "${repository}"${tag === null ? '' : `, spec.tag: "${tag}"`}`;
    const path = repository.slice(0, repository.length - tagInPath.length - 1);
    const data = { namespace, name, repository, path, tagInPath, tag };
    return { outcome: 'fail', evidence: [quoted(`Repository ${namespace}/${name}`, says, asked)], data };
  },
  words: {
    en: {
      title: 'Repository written with a tag',
      summary: ({ repository, tagInPath, tag }) =>
        tag === null || tag === tagInPath
          ? `\`spec.repository\` contains a tag (\`${repository}\`), so the controller looks for a repository of that name.`
          : `Two different tags are given: \`${tagInPath}\` in \`spec.repository\` and \`${tag}\` in \`spec.tag\`.`,
      probably: 'the repository in the spec carries a tag',
      explains: 'The field wants project and repository without a tag; the tag has a field of its own.',
      steps: ({ data, pull }) => [
        ...(data === undefined
          ? ['Write `repository: "myapp/myapp"` and put the tag where tags are listed.']
          : [
              ...(data.tag !== null && data.tag !== data.tagInPath
                ? [
                    `Decide which tag is meant, \`${data.tagInPath}\` or \`${data.tag}\`; below stands the latter.`,
                  ]
                : []),
              `\`kubectl -n ${data.namespace} patch repository ${data.name} --type merge -p '{"spec":{"repository":"${data.path}","tag":"${data.tag ?? data.tagInPath}"}}'\``,
            ]),
        syncAgain(pull),
      ],
    },
  },
});
