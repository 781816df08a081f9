/** `npm run docs`: writes the pages of docs/ that are made from definitions. */
import { writeFileSync } from 'node:fs';
import { PAGES } from './pages.ts';

for (const [name, page] of Object.entries(PAGES))
  writeFileSync(new URL(`../../docs/${name}`, import.meta.url), await page());
