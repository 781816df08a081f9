import { tellsLine } from '../log-lines.ts';

tellsLine('operator-api-missing', {
  shows: 'no matches for kind "Issuer" in version "cert-manager.io/v1"',
  near: 'customresourcedefinition harborclusters.goharbor.io established',
});
