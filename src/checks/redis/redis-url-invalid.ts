import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'redis-url-invalid',
  severity: 'high',
  rows: ['S0-5'],
  signs: [
    {
      pattern: /[^\n]{0,40}bad _REDIS_URL_\w{1,20}/,
      specimen: 'panic: bad _REDIS_URL_CORE',
      source: 'goharbor/harbor@c50c7dd:src/core/main.go',
    },
    {
      pattern:
        /lookup tcp\/\d{1,5},[^\n]{0,200}|connect to redis server timeout: dial tcp: (?:address \S{1,120}: )?(?:missing port|too many colons)[^\n]{0,120}/,
      specimen:
        'Failed to load and run worker pool: connect to redis server timeout: dial tcp: lookup tcp/6379,100,secret,0: Servname not supported for ai_socktype',
      source: 'goharbor/harbor#6090',
    },
  ],
  words: {
    en: {
      title: 'Redis address malformed',
      probably: 'the Redis address in the environment is malformed',
      explains: 'A character in the password is not encoded, or the scheme is missing.',
      steps: ['Write `redis://[:password@]host:port/db` with the password URL-encoded.'],
    },
  },
});
