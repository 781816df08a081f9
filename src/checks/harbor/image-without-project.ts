import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'image-without-project',
  severity: 'low',
  signs: [
    {
      pattern: /[Uu]nable to parse image from string: \S{1,255}/,
      specimen:
        'Unexpected error when creating the token, error: Unable to parse image from string: kube-proxy',
      source: 'goharbor/harbor#11166',
    },
  ],
  words: {
    en: {
      title: 'Image named without a project',
      probably: 'the image was named without a project',
      explains: 'Harbor’s repositories always begin with a project.',
      steps: ['Name it `<host>/<project>/<image>`.'],
    },
  },
});
