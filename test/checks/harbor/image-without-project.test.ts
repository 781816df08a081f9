import { tellsLine } from '../log-lines.ts';

tellsLine('image-without-project', {
  shows: 'Unexpected error when creating the token, error: Unable to parse image from string: kube-proxy',
  near: 'image library/app parsed',
});
