import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'csrf-with-session-cookie',
  severity: 'low',
  signs: [
    {
      pattern: /CSRF token (?:invalid|not found in request)|XSRF cookie does not match POST argument/,
      specimen: '{"errors":[{"code":"FORBIDDEN","message":"CSRF token invalid"}]}',
      source: 'goharbor/harbor#13570',
    },
  ],
  words: {
    en: {
      title: 'CSRF token missing',
      probably: 'a request came with a session cookie and without its CSRF token',
      explains: 'Scripts that keep cookies must send the token too.',
      steps: ['Drop cookies in the script and use basic authentication or a robot.'],
    },
  },
});
