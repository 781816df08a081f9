import { tellsLine } from '../log-lines.ts';

tellsLine('config-overwrite-invalid', {
  shows: 'failed to init config from CONFIG_OVERWRITE_JSON, error invalid character',
  near: 'config overwritten',
});
