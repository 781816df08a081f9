/** The page's files, bundled in memory once for each process. */
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

export interface PageFiles {
  readonly script: Uint8Array;
  readonly style: Uint8Array;
}

let bundled: Promise<PageFiles> | undefined;

/** Bundles main.tsx and page.css; the second call costs nothing. */
export function pageFiles(): Promise<PageFiles> {
  bundled ??= bundle();
  return bundled;
}

async function bundle(): Promise<PageFiles> {
  const folder = fileURLToPath(new URL('.', import.meta.url));
  const result = await build({
    absWorkingDir: folder,
    entryPoints: { page: './main.tsx', style: './page.css' },
    outdir: folder,
    bundle: true,
    write: false,
    minify: true,
    jsx: 'automatic',
    format: 'esm',
    target: 'es2022',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'silent',
  });
  const file = (ending: string): Uint8Array => {
    const found = result.outputFiles.find(({ path }) => path.endsWith(ending));
    if (!found) throw new Error(`The page's bundle has no ${ending}`);
    return found.contents;
  };
  return { script: file('page.js'), style: file('style.css') };
}
