import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'storage-disk-full',
  severity: 'high',
  signs: [
    {
      pattern:
        /(?:write|mkdir|open|close|rename|sync|copy) \/(?:storage|data|var\/lib\/registry|registry|docker)[^\n]{0,260}: (?:no space left on device|disk quota exceeded)|XMinioStorageFull|filesystem: [^\n]{0,260}no space left on device|Storage backend has reached its minimum free drive threshold|InsufficientStorage|registry[^\n]{0,160}: no space left on device|"DriverName": ?"filesystem"[^\n]{0,400}"Err": ?(?:28|122)\b|DriverName:filesystem[^\n]{0,60}\bErr:(?:28|122) [^\n]{0,400}/,
      specimen:
        'err.detail="filesystem: write /storage/docker/registry/v2/repositories/p/app/_uploads/1/data: no space left on device"',
      source: 'distribution storage/driver/filesystem',
    },
  ],
  words: {
    en: {
      title: 'Registry storage full',
      probably: 'the storage under the registry has no space left',
      explains:
        'Pushes fail with 500 or `unknown`; pulls still work. Deleted artifacts free nothing before garbage collection has run.',
      steps: [
        '`df -h` in the registry pod; Harbor: Projects by size.',
        'Delete what is not needed, run garbage collection, or enlarge the volume.',
      ],
    },
  },
});
