import { tellsLine } from '../log-lines.ts';

tellsLine('spec-repository-has-tag', {
  shows: 'repository: "myapp/myapp:v1.0.0"',
  near: 'repository: "myapp/myapp"',
});
