import { tellsLine } from '../log-lines.ts';

tellsLine('s3-object-missing', {
  shows:
    'level=error msg="response completed with error" auth.user.name="harbor_registry_user" err.code=unknown err.detail="s3aws: NoSuchKey:',
  near: 's3aws: 200',
});
