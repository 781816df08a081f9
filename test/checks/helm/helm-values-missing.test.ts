import { tellsLine } from '../log-lines.ts';

tellsLine('helm-values-missing', {
  shows:
    'Error: INSTALLATION FAILED: execution error at (harbor/templates/nginx/secret.yaml:3:12): The "expose.tls.auto.commonName" is required!',
  near: 'NAME: harbor STATUS: deployed',
});
