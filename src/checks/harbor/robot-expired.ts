import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'robot-expired',
  severity: 'high',
  rows: ['S1-2', 'S1-67'],
  signs: [
    {
      pattern:
        /failed to decrypt robot token, token is expired[^\n]{0,60}|the robot account is expired: \S{1,120}/,
      specimen:
        '2019-10-28T14:06:18Z [ERROR] [/core/filter/security.go:196]: failed to decrypt robot token, token is expired by 460h28m36s',
      source: 'goharbor/harbor#9628',
    },
  ],
  words: {
    en: {
      title: 'Robot account expired',
      probably: 'the robot account has expired',
      explains: 'Its lifetime was given when it was made.',
      steps: [
        "See when it ended: `curl -s -u <user> https://<harbor>/api/v2.0/robots | jq '.[] | {id, name, expires_at}'` (for a project’s robots add `?q=Level%3Dproject,ProjectID%3D<id>`).",
        'Give it more time: Harbor, Robot Accounts (of the project or of the system), Edit, Expiration time. Its secret stays as it is.',
        'Robots of before 2.2 cannot be prolonged, for the end is in their token: make a new one that may pull and nothing else, and put it into the pull secrets.',
      ],
    },
  },
});
