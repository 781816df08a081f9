import { tellsLine } from '../log-lines.ts';

tellsLine('catalog-needs-admin', {
  shows: 'unauthorized to list catalog',
  near: 'catalog listed',
});
