/** What processes of ours need to start, and to start soon: what Node made of the sources is kept between them. */
import { fileURLToPath } from 'node:url';

export const CHILD_ENV: Readonly<Record<string, string>> = {
  PATH: process.env['PATH'] ?? '',
  NODE_COMPILE_CACHE: fileURLToPath(new URL('../../node_modules/.cache/compiled', import.meta.url)),
};
