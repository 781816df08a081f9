import { tellsLine } from '../log-lines.ts';

tellsLine('spec-domain-has-scheme', {
  shows: 'domain: "https://harbor.example.com"',
  near: 'domain: "harbor.example.com"',
});
