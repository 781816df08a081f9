import { tellsLine } from '../log-lines.ts';

tellsLine('gc-candidate-changed', {
  shows:
    '2025-06-18T14:35:21Z [WARNING] [/jobservice/job/impl/gc/garbage_collection.go:330]: [fc61523c-3fdf-49f0-b9ca-e6439d44c06f][198488/198489] no blob found to mark gc candidate deleting, ID:1551414, digest:sha256:2451ec8874295cf45185e73a3e05ab8705414acf97527afe93ec10077b233a83',
  near: 'gc candidate marked',
});
