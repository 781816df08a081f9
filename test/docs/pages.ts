/** The pages of docs/ that are made from definitions. */
import { checksPage } from './checks.ts';
import { commandsPage } from './commands.ts';
import { configurationPage } from './configuration.ts';
import { fixesPage } from './fixes.ts';
import { metricsPage } from './metrics.ts';

export const PAGES: Readonly<Record<string, () => string | Promise<string>>> = {
  'checks.md': checksPage,
  'commands.md': commandsPage,
  'configuration.md': configurationPage,
  'fixes.md': fixesPage,
  'metrics.md': metricsPage,
};
