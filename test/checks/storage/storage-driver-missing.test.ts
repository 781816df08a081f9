import { tellsLine } from '../log-lines.ts';

tellsLine('storage-driver-missing', {
  shows: 'StorageDriver not registered: rados',
  near: 'StorageDriver s3 registered',
});
