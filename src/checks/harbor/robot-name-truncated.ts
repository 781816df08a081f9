import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'robot-name-truncated',
  severity: 'medium',
  signs: [
    {
      pattern: /[^\n]{0,100}service\/token\?account=robot&[^\n]{0,400}/,
      specimen:
        'Get https://host/service/token?account=robot&client_id=docker&offline_token=true&service=harbor-registry: EOF',
      source: 'goharbor/harbor#7944',
    },
  ],
  words: {
    en: {
      title: 'Robot’s name cut at the dollar sign',
      probably: 'the robot’s name was cut at its dollar sign by a shell',
      explains: 'In double quotes a shell reads `$name` as a variable; only `robot` is left.',
      steps: ["Write the name in single quotes: 'robot$ci'."],
    },
  },
});
