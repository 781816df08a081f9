import { tellsLine } from '../log-lines.ts';

tellsLine('token-fetch-failed', {
  shows:
    'failed to authorize: failed to fetch oauth token: unexpected status from POST request to https://harbor.example.com/service/token: 405 Method Not Allowed',
  near: 'token fetched',
});
