import { tellsLine } from '../log-lines.ts';

tellsLine('storage-account-over-quota', {
  shows: 's3aws: QuotaExceeded: bucket quota exceeded status code: 403',
  near: 'account quota 71 %',
});
