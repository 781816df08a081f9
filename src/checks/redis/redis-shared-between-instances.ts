import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'redis-shared-between-instances',
  severity: 'high',
  signs: [
    {
      pattern:
        /(?:unknown job|job \S{1,80} (?:is )?not (?:found|registered))[^\n]{0,200}(?:another|other|different) (?:instance|harbor)|(?:two|another|other|different|multiple) (?:harbor )?(?:instances?|harbors?)[^\n]{0,120}(?:same|shar\w{1,4}|one) redis|(?:same|shar\w{1,4}) redis[^\n]{0,120}(?:two|another|other|different|multiple|instances?)|no handler (?:found )?for job|stray job|No (?:matching )?handler: \S{1,80}|job (?:kind|name|type) \S{1,60} is not registered/i,
      specimen: 'ERROR: process_job - stray job: no handler found for job',
      source: 'gocraft/work worker.go',
    },
  ],
  words: {
    en: {
      title: 'Two Harbors share one Redis database',
      probably: 'two Harbors use the same Redis database and take each other’s jobs',
      explains:
        'Job queues, sessions and caches have no owner’s name in their keys. Jobs of one Harbor are run, or found unknown, by the other.',
      steps: [
        'Compare address and database index of all Harbors’ `redis.external`.',
        'Give each Harbor its own indexes or its own Redis, then clear the queues of both.',
      ],
    },
  },
});
