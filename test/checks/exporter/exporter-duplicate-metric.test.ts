import { tellsLine } from '../log-lines.ts';

tellsLine('exporter-duplicate-metric', {
  shows:
    'error gathering metrics: collected metric "harbor_project_total" { label:<name:"public" value:"true" > gauge:<value:3 > } was collected before with the same name and label values',
  near: 'harbor_project_total{public="true"} 3',
});
