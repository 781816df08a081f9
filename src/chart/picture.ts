/** A drawing as a picture: SVG in, PNG out. No fonts of the machine are used, so it looks the same everywhere. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { initWasm, Resvg } from '@resvg/resvg-wasm';

export const TYPEFACE = 'DejaVu Sans';

const require = createRequire(import.meta.url);
const FONTS = ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'] as const;

let ready: Promise<readonly Uint8Array[]> | null = null;

/** Throws what the renderer says of an SVG it cannot read. */
export async function pictureOf(svg: string): Promise<Uint8Array> {
  ready ??= load();
  const fontBuffers = [...(await ready)];
  const renderer = new Resvg(svg, { font: { fontBuffers, defaultFontFamily: TYPEFACE } });
  return renderer.render().asPng();
}

/** Once per process: WebAssembly may not be set up twice. */
async function load(): Promise<readonly Uint8Array[]> {
  const wasm = await readFile(require.resolve('@resvg/resvg-wasm/index_bg.wasm'));
  await initWasm(wasm);
  return Promise.all(FONTS.map((file) => readFile(require.resolve(`dejavu-fonts-ttf/ttf/${file}`))));
}
