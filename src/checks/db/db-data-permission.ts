import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'db-data-permission',
  severity: 'high',
  signs: [
    {
      pattern:
        /chown: [^\n]{0,200}(?:postgres|pgdata|PGDATA|\/var\/lib\/postgresql)[^\n]{0,160}(?:Operation not permitted|Permission denied)|(?:chown|chmod): (?:changing (?:ownership|permissions) of )?'?[^'\n]{0,40}\/var\/lib\/postgresql[^\n]{0,160}(?:Operation not permitted|Permission denied)/,
      specimen: "chown: changing ownership of '/var/lib/postgresql/data': Operation not permitted",
      source: 'entrypoint of harbor-db',
    },
    {
      pattern:
        /data directory "[^"\n]{1,200}" has (?:wrong ownership|group or world access|invalid permissions)|could not (?:change permissions of directory|create directory|access directory) "[^"\n]{1,200}": (?:Operation not permitted|Permission denied)|initdb: (?:error: )?could not (?:change permissions|create directory|access directory)[^\n]{0,200}|The server must be started by the user that owns the data directory/,
      specimen: 'FATAL:  data directory "/var/lib/postgresql/data/pgdata" has wrong ownership',
      source: 'PostgreSQL utils/init/miscinit.c',
    },
  ],
  words: {
    en: {
      title: 'Database may not own its data directory',
      probably: 'the database may not own or change the rights of its data directory',
      explains:
        'PostgreSQL refuses a data directory it does not own, or that others can read. NFS with root_squash, hostPath and a wrong fsGroup do that.',
      steps: [
        'Look at the owner on the volume: `ls -ln` of the data directory (999:999 in Harbor’s image).',
        'Allow `chown` on the volume (no_root_squash), or set the owner by hand and `fsGroup: 999`.',
      ],
    },
  },
});
