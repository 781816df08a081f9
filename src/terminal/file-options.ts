/** What a terminal's verbs can do with files besides what they do in Slack. */
import type { FileShelf } from '../engine/files.ts';
import { folderShelf, takeOption } from './files.ts';

export interface FileOption {
  /** After the verb's own usage. */
  readonly usage: string;
  readonly examples: readonly string[];
}

const offline = (verb: string): FileOption => ({
  usage: '[--bundle FILE|FOLDER]',
  examples: [`${verb} --bundle bundle.tar.gz`],
});

/** By verb. */
export const FILE_OPTIONS: Readonly<Record<string, FileOption>> = {
  'why-pull-fails': offline('why-pull-fails shop/cart-0'),
  'why-slow': offline('why-slow shop/cart-0'),
  'why-sync-fails': offline('why-sync-fails nightly-to-dr'),
  sweep: offline('sweep'),
  status: offline('status'),
  jobs: offline('jobs'),
  storage: {
    usage: '[--out FILE.png] [--bundle FILE|FOLDER]',
    examples: ['storage harbor --out projects.png', 'storage --bundle bundle.tar.gz'],
  },
  'scan-logs': {
    usage: '[--bundle FILE|FOLDER] | scan-logs --file FILE',
    examples: [
      'scan-logs harbor --bundle must-gather/',
      'scan-logs --file core.log',
      'kubectl logs deploy/harbor-core | registry-medic scan-logs --file -',
    ],
  },
  bundle: { usage: '[--out FILE.tar.gz]', examples: ['bundle harbor --out harbor.tar.gz'] },
};

/** Verbs that make a file, and whether they make one unasked: a bundle is nothing but its file. */
const MAKES: Readonly<Record<string, 'always' | 'asked'>> = { bundle: 'always', storage: 'asked' };

/** Where this verb's files go, and what is left of the words. A picture is drawn only for who says where to. */
export function outOf(
  verb: string,
  typed: readonly string[],
): { readonly rest: readonly string[]; readonly files: FileShelf | null } {
  const makes = MAKES[verb];
  const out = makes === undefined ? null : takeOption('--out', typed);
  if (out !== null) return { rest: out.rest, files: folderShelf(process.cwd(), out.path) };
  return { rest: typed, files: makes === 'always' ? folderShelf(process.cwd()) : null };
}
