import { tellsLine } from '../log-lines.ts';

tellsLine('s3-bucket-missing', {
  shows:
    'level=error msg="response completed with error" auth.user.name=admin err.code=unknown err.detail="s3aws: NoSuchBucket:',
  near: 'bucket registry found',
});
