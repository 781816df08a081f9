import { tellsLine } from '../log-lines.ts';

tellsLine('broken-tag-link', {
  shows:
    '[ERROR] [repository.go:298]: failed to delete tag v2: 500 {"errors":[{"code":"UNKNOWN","message":"unknown error","detail":{"Path":"/docker/registry/v2/repositories/libriry/test/_manifests/tags/v1/current/link","DriverName":"filesystem"}}]}',
  near: '_manifests/tags listed',
});
